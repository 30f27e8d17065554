package io.siyu.reach.channel.landing;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a printed live code. */
@Hidden
@RestController
class LandingController {

    private final Landings landings;
    private final LandingAnswers answers;
    private final ScanLimits limits;

    LandingController(Landings landings, LandingAnswers answers, ScanLimits limits) {
        this.landings = landings;
        this.answers = answers;
        this.limits = limits;
    }

    @GetMapping("/c/{code}")
    ResponseEntity<String> land(
            @PathVariable String code,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        if (!limits.admits(visit.visitor(), request)) {
            return answers.tooOften().to(visit, request);
        }
        Landing landing = landings.open(code, visit);
        return landing instanceof Landing.Link link
                ? sentOn(link, visit, request)
                : answers.of(landing, visit).to(visit, request);
    }

    private static ResponseEntity<String> sentOn(Landing.Link link, Visit visit, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(link.url()))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, VisitorCookie.of(visit, request).toString())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
