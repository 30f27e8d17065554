package io.siyu.reach.channel.landing;

import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.LandingHook;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.RandomCode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a printed live code. */
@Hidden
@RestController
class LandingController {

    private static final String VISITOR = "siyu_v";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Landings landings;
    private final ScanLimits limits;
    private final Stores stores;
    private final List<LandingHook> hooks;

    LandingController(Landings landings, ScanLimits limits, Stores stores, List<LandingHook> hooks) {
        this.landings = landings;
        this.limits = limits;
        this.stores = stores;
        this.hooks = hooks;
    }

    @GetMapping("/c/{code}")
    ResponseEntity<String> land(
            @PathVariable String code,
            @CookieValue(name = VISITOR, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        String visitor = cookie != null && cookie.matches("[a-z0-9]{26}") ? cookie : RandomCode.letters(26);
        if (!limits.admits(visitor, request)) {
            return page(HttpStatus.TOO_MANY_REQUESTS, visitor, request, "", nonce -> LandingPage.busy(nonce));
        }
        return switch (landings.open(code, visitor)) {
            case Landing.Guide shown ->
                page(HttpStatus.OK, visitor, request, originOf(shown.qrUrl()), nonce -> guide(shown, nonce));
            case Landing.Nobody(LiveCode empty) ->
                page(HttpStatus.OK, visitor, request, "", nonce -> LandingPage.nobody(empty.fallbackText(), nonce));
            case Landing.Instead set ->
                page(HttpStatus.OK, visitor, request, "", nonce -> LandingPage.instead(set, nonce));
            case Landing.Busy() ->
                page(HttpStatus.SERVICE_UNAVAILABLE, visitor, request, "", nonce -> LandingPage.busy(nonce));
            case Landing.Closed() ->
                page(HttpStatus.NOT_FOUND, visitor, request, "", nonce -> LandingPage.closed(nonce));
        };
    }

    private String guide(Landing.Guide shown, String nonce) {
        Optional<Store> store = Optional.ofNullable(shown.guide().storeId()).flatMap(stores::find);
        List<LandingHook.Step> steps = hooks.stream()
                .map(hook -> hook.step(shown.code().id()))
                .flatMap(Optional::stream)
                .toList();
        return LandingPage.guide(shown.guide().name(), store.map(Store::name).orElse(""), shown.qrUrl(), steps, nonce);
    }

    @FunctionalInterface
    private interface Body {
        String with(String nonce);
    }

    private static ResponseEntity<String> page(
            HttpStatus status, String visitor, HttpServletRequest request, String imageOrigin, Body body) {
        String nonce = RandomCode.letters(20);
        ResponseCookie cookie = ResponseCookie.from(VISITOR, visitor)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/c/")
                .maxAge(REMEMBERED)
                .build();
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(ScanLimits.WINDOW_SECONDS));
        }
        return answer.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src 'self' %s; style-src 'nonce-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                                .formatted(imageOrigin, nonce))
                .header("Referrer-Policy", "no-referrer")
                .body(body.with(nonce));
    }

    private static String originOf(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
