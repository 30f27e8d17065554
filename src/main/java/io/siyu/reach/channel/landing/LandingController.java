package io.siyu.reach.channel.landing;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a printed live code. */
@Hidden
@RestController
class LandingController {

    private final Landings landings;
    private final LandingAnswers answers;
    private final ScanLimits limits;
    private final WeChatDoor wechat;

    LandingController(Landings landings, LandingAnswers answers, ScanLimits limits, WeChatDoor wechat) {
        this.landings = landings;
        this.answers = answers;
        this.limits = limits;
        this.wechat = wechat;
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
        return wechat.away(code, visit, request)
                .map(first -> sentOn(
                        first, visit, request, WeChatDoor.asked(false, request).toString()))
                .orElseGet(() -> page(code, visit, request));
    }

    /** Back from WeChat, which may have told who it is. The page stands at this address: sent on, a browser without cookies would go in circles. */
    @GetMapping(WeChatDoor.PATH + "{code}")
    ResponseEntity<String> back(
            @PathVariable String code,
            @RequestParam(name = "code", required = false) @Nullable String told,
            @RequestParam(required = false) @Nullable String state,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request).without(WeChatDoor.TOLD);
        WeChatDoor.Back back = wechat.back(code, visit, told, state);
        if (back == WeChatDoor.Back.STRANGE && !limits.admits(visit.visitor(), request)) {
            return answers.tooOften().to(visit, request);
        }
        if (back == WeChatDoor.Back.KNOWN) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, WeChatDoor.asked(true, request).toString());
        }
        return page(code, visit, request);
    }

    private ResponseEntity<String> page(String code, Visit visit, HttpServletRequest request) {
        Landing landing = landings.open(code, visit);
        return landing instanceof Landing.Link link
                ? sentOn(URI.create(link.url()), visit, request)
                : answers.of(landing, visit).to(visit, request);
    }

    private static ResponseEntity<String> sentOn(URI to, Visit visit, HttpServletRequest request, String... cookies) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(to)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, VisitorCookie.of(visit, request).toString())
                .header(HttpHeaders.SET_COOKIE, cookies)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
