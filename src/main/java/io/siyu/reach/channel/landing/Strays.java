package io.siyu.reach.channel.landing;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a phone sees at a growth address behind which there is nothing, or nothing any more: what the brand set for that, or a word of
 * thanks. All of them are sent to one page, because only there the visitor's cookie is known.
 */
@Hidden
@RestController
class Strays {

    private static final String NO_CODE = "";

    private final Landings landings;
    private final LandingAnswers answers;
    private final ScanLimits limits;

    Strays(Landings landings, LandingAnswers answers, ScanLimits limits) {
        this.landings = landings;
        this.answers = answers;
        this.limits = limits;
    }

    @GetMapping({LandingAnswers.STRAYS, LandingAnswers.STRAYS + "**"})
    ResponseEntity<String> page(
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        LandingAnswer answer = limits.admits(visit.visitor(), request)
                ? answers.of(landings.open(NO_CODE, visit), visit)
                : answers.tooOften();
        return answer.to(visit, request);
    }

    /** Mistyped, or cut off by whoever sent it on. */
    @GetMapping({"/c", "/s", "/s/**"})
    ResponseEntity<Void> sentOn() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(LandingAnswers.STRAYS))
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
