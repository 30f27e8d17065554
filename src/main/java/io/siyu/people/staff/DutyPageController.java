package io.siyu.people.staff;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.http.HttpStatus;
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
        return presence.byToken(token)
                .filter(StaffMember::active)
                .map(member -> DutyPage.of(member, token).answer(HttpStatus.OK))
                .orElseGet(() -> DutyPage.missing().answer(HttpStatus.NOT_FOUND));
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
}
