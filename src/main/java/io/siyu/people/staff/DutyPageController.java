package io.siyu.people.staff;

import io.siyu.shared.RandomCode;
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

/** An employee's own switch, on their phone. A plain form behind a random address, as the page of a task. */
@Hidden
@RestController
class DutyPageController {

    private final Presence presence;

    DutyPageController(Presence presence) {
        this.presence = presence;
    }

    @GetMapping("/staff/duty/{token}")
    ResponseEntity<String> page(@PathVariable String token) {
        String nonce = RandomCode.letters(20);
        return presence.byToken(token)
                .filter(StaffMember::active)
                .map(member -> html(HttpStatus.OK, nonce, DutyPage.of(member, token, nonce)))
                .orElseGet(() -> html(HttpStatus.NOT_FOUND, nonce, DutyPage.missing(nonce)));
    }

    @PostMapping("/api/staff/duty/{token}/on")
    ResponseEntity<Void> on(@PathVariable String token) {
        return switchTo(token, true);
    }

    @PostMapping("/api/staff/duty/{token}/off")
    ResponseEntity<Void> off(@PathVariable String token) {
        return switchTo(token, false);
    }

    private ResponseEntity<Void> switchTo(String token, boolean taking) {
        presence.byToken(token)
                .filter(StaffMember::active)
                .ifPresent(member -> presence.switchOwn(member.id(), taking, member.name()));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/staff/duty/" + token))
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String nonce, String page) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'self' https://work.weixin.qq.com https://*.work.weixin.qq.com"
                                .formatted(nonce))
                .header("Referrer-Policy", "no-referrer")
                .body(page);
    }
}
