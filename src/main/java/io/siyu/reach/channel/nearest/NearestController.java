package io.siyu.reach.channel.nearest;

import io.siyu.reach.channel.code.BrandFallback;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.ScanLimits;
import io.siyu.shared.RandomCode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages behind a printed store code. No cookie: which store it is, is all that is kept. */
@Hidden
@RestController
@RequestMapping("/c/s/{code}")
class NearestController {

    private static final int SHOWN = 5;
    private static final int LISTED = 50;
    private static final int HALF_AROUND_THE_EARTH_KM = 20_040;

    private final StoreCodeRows rows;
    private final CodeRows codes;
    private final BrandFallback brand;
    private final ScanLimits limits;
    private final Clock clock;

    NearestController(StoreCodeRows rows, CodeRows codes, BrandFallback brand, ScanLimits limits, Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.brand = brand;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> ask(@PathVariable String code, HttpServletRequest request) {
        return open(code, request, found -> {
            boolean located = rows.doors(found).stream().anyMatch(door -> door.point() != null);
            return located ? page(nonce -> NearestPage.ask(found, nonce)) : list(found, "", false);
        });
    }

    /** @param lat and lng as the browser tells them: WGS-84, rounded */
    @PostMapping("/near")
    ResponseEntity<String> near(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String lat,
            @RequestParam(defaultValue = "") String lng,
            HttpServletRequest request) {
        return open(code, request, found -> {
            List<Near> near = point(lat, lng)
                    .map(point -> Near.among(rows.doors(found), point, found.maxKm(), SHOWN))
                    .orElse(List.of());
            return near.isEmpty() ? nowhere(found) : page(nonce -> NearestPage.near(found, near, nonce));
        });
    }

    @GetMapping("/stores")
    ResponseEntity<String> stores(
            @PathVariable String code, @RequestParam(defaultValue = "") String q, HttpServletRequest request) {
        return open(code, request, found -> list(found, q, false));
    }

    @GetMapping("/go/{store}")
    ResponseEntity<String> go(
            @PathVariable String code,
            @PathVariable long store,
            @RequestParam(required = false) @Nullable Integer km,
            HttpServletRequest request) {
        return open(code, request, found -> {
            Optional<StoreDoor> door = rows.doors(found).stream()
                    .filter(one -> one.storeId() == store)
                    .findFirst();
            if (door.isEmpty()) {
                return list(found, "", false);
            }
            boolean told = km != null && km >= 0 && km <= HALF_AROUND_THE_EARTH_KM;
            rows.scanned(found.id(), store, told ? km : null, clock.instant());
            return to(door.get().liveCode());
        });
    }

    private ResponseEntity<String> open(
            String code, HttpServletRequest request, Function<StoreCode, ResponseEntity<String>> answer) {
        if (!limits.admits(RandomCode.letters(26), request)) {
            return page(HttpStatus.TOO_MANY_REQUESTS, nonce -> NearestPage.words("操作太频繁", "请过一分钟再扫一次。", nonce));
        }
        Optional<StoreCode> found = rows.byCode(code);
        return found.filter(StoreCode::open)
                .map(answer)
                .orElseGet(() -> found.flatMap(this::fallback)
                        .orElseGet(() -> page(
                                HttpStatus.NOT_FOUND,
                                nonce -> NearestPage.words("活动已结束", "这个二维码已经停用，感谢你的关注。", nonce))));
    }

    /** Nobody is near: the fallback's code, else all stores to choose from. */
    private ResponseEntity<String> nowhere(StoreCode code) {
        return Optional.ofNullable(code.fallbackCodeId())
                .flatMap(codes::find)
                .filter(LiveCode::open)
                .map(other -> to(other.code()))
                .orElseGet(() -> list(code, "", true));
    }

    private ResponseEntity<String> list(StoreCode code, String words, boolean none) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        List<StoreDoor> doors = rows.doors(code);
        if (doors.isEmpty()) {
            return fallback(code)
                    .orElseGet(() -> page(nonce -> NearestPage.words("请稍后再试", "门店正在准备，请过一会儿再扫一次。", nonce)));
        }
        List<StoreDoor> fitting =
                doors.stream().filter(door -> fits(door, wanted)).limit(LISTED).toList();
        return page(nonce -> NearestPage.choose(code, fitting, words, none, nonce));
    }

    private static boolean fits(StoreDoor door, String wanted) {
        String all = door.name() + " " + (door.region() == null ? "" : door.region()) + " "
                + (door.address() == null ? "" : door.address());
        return all.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private Optional<ResponseEntity<String>> fallback(StoreCode code) {
        Optional<ResponseEntity<String>> other = Optional.ofNullable(code.fallbackCodeId())
                .flatMap(codes::find)
                .filter(LiveCode::open)
                .map(live -> to(live.code()));
        String own = code.fallbackText();
        String text = own == null || own.isBlank() ? brand.get().text() : own;
        return other.or(() -> text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(page(nonce -> NearestPage.words("请稍后再试", text, nonce))));
    }

    private static Optional<Point> point(String lat, String lng) {
        try {
            return Optional.of(Point.ofWgs84(Double.parseDouble(lat), Double.parseDouble(lng)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<String> to(String liveCode) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/c/" + liveCode))
                .build();
    }

    private static ResponseEntity<String> page(UnaryOperator<String> html) {
        return page(HttpStatus.OK, html);
    }

    private static ResponseEntity<String> page(HttpStatus status, UnaryOperator<String> html) {
        String nonce = RandomCode.letters(20);
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                                .formatted(nonce, nonce))
                .header("Referrer-Policy", "no-referrer")
                .header("Permissions-Policy", "geolocation=(self)")
                .body(html.apply(nonce));
    }
}
