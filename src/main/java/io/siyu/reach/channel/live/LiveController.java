package io.siyu.reach.channel.live;

import io.siyu.reach.channel.landing.LandingAnswer;
import io.siyu.reach.channel.landing.LandingAnswers;
import io.siyu.reach.channel.landing.Landings;
import io.siyu.reach.channel.landing.ScanLimits;
import io.siyu.reach.channel.landing.Visit;
import io.siyu.reach.channel.landing.VisitorCookie;
import io.siyu.reach.channel.live.LiveDesk.Shown;
import io.siyu.shared.DomainException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page of a live session. Below {@code /c/}, where a visitor's cookie is told. */
@Hidden
@RestController
@RequestMapping(LiveSession.PATH + "{key}")
class LiveController {

    private final LiveDesk desk;
    private final LiveWords words;
    private final Landings landings;
    private final LandingAnswers answers;
    private final ScanLimits limits;
    private final MessageSource texts;

    LiveController(
            LiveDesk desk,
            LiveWords words,
            Landings landings,
            LandingAnswers answers,
            ScanLimits limits,
            MessageSource texts) {
        this.desk = desk;
        this.words = words;
        this.landings = landings;
        this.answers = answers;
        this.limits = limits;
        this.texts = texts;
    }

    @GetMapping
    ResponseEntity<String> open(
            @PathVariable String key,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        if (!limits.admits(visit.visitor(), request)) {
            return answers.tooOften().to(visit, request);
        }
        Optional<LiveSession> session = desk.of(key);
        session.ifPresent(found -> desk.opened(found, visit.visitor()));
        return session.map(found -> page(found, visit, null))
                .orElseGet(() -> unknown(key, visit))
                .to(visit, request);
    }

    /** Back to the page by another address, so that looking again does nothing again; a refusal stands on the page itself. */
    @PostMapping("/reserve")
    ResponseEntity<String> reserve(
            @PathVariable String key,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        if (!limits.admits(visit.visitor(), request)) {
            return answers.tooOften().to(visit, request);
        }
        Optional<LiveSession> session = desk.of(key);
        if (session.isEmpty()) {
            return unknown(key, visit).to(visit, request);
        }
        try {
            desk.reserve(session.get(), visit.visitor());
        } catch (DomainException refusal) {
            return page(session.get(), visit, refusal).to(visit, request);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(session.get().path()))
                .build();
    }

    /** What an unknown live code shows: the brand's fallback. */
    private LandingAnswer unknown(String key, Visit visit) {
        return answers.of(landings.open(key, visit), visit);
    }

    private LandingAnswer page(LiveSession session, Visit visit, @Nullable DomainException refusal) {
        Shown shown = desk.shown(session, visit.visitor());
        String said = refusal == null
                ? null
                : texts.getMessage(refusal.code(), refusal.arguments().toArray(), refusal.code(), Locale.CHINA);
        return new LandingAnswer(
                refusal == null ? HttpStatus.OK : HttpStatus.CONFLICT,
                "",
                nonce -> LivePage.of(shown, words.moment(session.draft().startsAt()), said, nonce));
    }
}
