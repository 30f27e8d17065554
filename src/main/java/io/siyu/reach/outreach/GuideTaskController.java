package io.siyu.reach.outreach;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.Presence;
import io.siyu.shared.StaffId;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a guide's task card. */
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
        return tasks.find(token)
                .map(task -> TaskPage.of(
                                task,
                                customers.card(task.customer()).name(),
                                token,
                                presence.pageOf(new StaffId(task.staffId())))
                        .answer(HttpStatus.OK))
                .orElseGet(() -> TaskPage.missing().answer(HttpStatus.NOT_FOUND));
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
}
