package io.siyu.reach.outreach;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.Presence;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a guide's task card. Plain forms: it works in whatever browser a guide's phone has. */
@Hidden
@RestController
class GuideTaskController {

    private final GuideTasks tasks;
    private final CustomerDirectory customers;
    private final Presence presence;

    GuideTaskController(GuideTasks tasks, CustomerDirectory customers, Presence presence) {
        this.tasks = tasks;
        this.customers = customers;
        this.presence = presence;
    }

    @GetMapping("/staff/tasks/{token}")
    ResponseEntity<String> page(@PathVariable String token) {
        String nonce = RandomCode.letters(20);
        return tasks.find(token)
                .map(task -> html(
                        HttpStatus.OK,
                        nonce,
                        TaskPage.of(
                                task,
                                customers.card(task.customer()).name(),
                                token,
                                presence.pageOf(new StaffId(task.staffId())),
                                nonce)))
                .orElseGet(() -> html(HttpStatus.NOT_FOUND, nonce, TaskPage.missing(nonce)));
    }

    @PostMapping("/api/staff/tasks/{token}/done")
    ResponseEntity<Void> done(@PathVariable String token) {
        tasks.finish(token, true);
        return back(token);
    }

    @PostMapping("/api/staff/tasks/{token}/skip")
    ResponseEntity<Void> skip(@PathVariable String token) {
        tasks.finish(token, false);
        return back(token);
    }

    private static ResponseEntity<Void> back(String token) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/staff/tasks/" + token))
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String nonce, String page) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'self' https://work.weixin.qq.com https://*.work.weixin.qq.com"
                                .formatted(nonce, nonce))
                .header("Referrer-Policy", "no-referrer")
                .body(page);
    }
}
