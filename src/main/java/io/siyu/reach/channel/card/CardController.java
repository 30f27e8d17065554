package io.siyu.reach.channel.card;

import io.siyu.reach.channel.card.CardDesk.Opened;
import io.siyu.reach.channel.landing.LandingAnswers;
import io.siyu.reach.channel.landing.ScanLimits;
import io.siyu.reach.channel.landing.Visit;
import io.siyu.reach.channel.landing.VisitorCookie;
import io.siyu.shared.DomainException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a card. */
@Hidden
@RestController
@RequestMapping(CardCodes.PATH + "{card}")
class CardController {

    private final CardDesk desk;
    private final CardUse use;
    private final LandingAnswers answers;
    private final ScanLimits limits;

    CardController(CardDesk desk, CardUse use, LandingAnswers answers, ScanLimits limits) {
        this.desk = desk;
        this.use = use;
        this.answers = answers;
        this.limits = limits;
    }

    @GetMapping
    ResponseEntity<String> open(
            @PathVariable String card,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        if (!limits.admits(visit.visitor(), request)) {
            return answers.tooOften().to(visit, request);
        }
        return desk.of(card)
                .map(opened -> desk.page(opened, visit, null))
                .orElseGet(answers::unknown)
                .to(visit, request);
    }

    /** Whether anything changed since the page was drawn; asked again and again while it is looked at. */
    @GetMapping("/state")
    ResponseEntity<String> state(
            @PathVariable String card,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie) {
        Optional<String> mark =
                desk.of(card).map(opened -> desk.mark(opened, new Visit(VisitorCookie.visitor(cookie))));
        return mark.map(text -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.TEXT_PLAIN)
                        .body(text))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @PostMapping("/order")
    ResponseEntity<String> order(
            @PathVariable String card,
            @RequestParam(defaultValue = "") String orderNo,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        return done(card, visit, request, it -> use.tellOrder(it.batch(), it.key(), visit.visitor(), orderNo));
    }

    @PostMapping("/gift")
    ResponseEntity<String> gift(
            @PathVariable String card,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        return done(card, visit, request, it -> use.takeGift(it.batch(), it.key(), visit.visitor()));
    }

    /** Back to the page by another address, so that looking again does nothing again; a refusal stands on the page itself. */
    private ResponseEntity<String> done(String card, Visit visit, HttpServletRequest request, Consumer<Opened> deed) {
        if (!limits.admits(visit.visitor(), request)) {
            return answers.tooOften().to(visit, request);
        }
        Optional<Opened> opened = desk.of(card);
        if (opened.isEmpty()) {
            return answers.unknown().to(visit, request);
        }
        try {
            deed.accept(opened.get());
        } catch (DomainException refusal) {
            return desk.page(opened.get(), visit, refusal).to(visit, request);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(CardCodes.PATH + opened.get().code()))
                .build();
    }
}
