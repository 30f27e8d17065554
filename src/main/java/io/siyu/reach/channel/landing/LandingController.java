package io.siyu.reach.channel.landing;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
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
        LandingAnswer answer = limits.admits(visit.visitor(), request)
                ? answers.of(landings.open(code, visit), visit)
                : answers.tooOften();
        return answer.to(visit, request);
    }
}
