package io.siyu.reach.channel.groupcode;

import static io.siyu.reach.channel.landing.LandingFrame.escape;

import io.siyu.reach.channel.code.BrandFallback;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.groupcode.GroupCode.Place;
import io.siyu.reach.channel.groupcode.GroupScans.Shown;
import io.siyu.reach.channel.landing.LandingAnswer;
import io.siyu.reach.channel.landing.LandingFrame;
import io.siyu.reach.channel.landing.ScanLimits;
import io.siyu.reach.channel.landing.Visit;
import io.siyu.reach.channel.landing.VisitorCookie;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page behind a printed group code. */
@Hidden
@RestController
class GroupLandingController {

    private final GroupScans scans;
    private final ScanLimits limits;
    private final CodeRows codes;
    private final BrandFallback brand;

    GroupLandingController(GroupScans scans, ScanLimits limits, CodeRows codes, BrandFallback brand) {
        this.scans = scans;
        this.limits = limits;
        this.codes = codes;
        this.brand = brand;
    }

    @GetMapping("/c/g/{code}")
    ResponseEntity<String> land(
            @PathVariable String code,
            @CookieValue(name = VisitorCookie.NAME, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        Visit visit = Visit.of(VisitorCookie.visitor(cookie), request);
        if (!limits.admits(visit.visitor(), request)) {
            return words(HttpStatus.TOO_MANY_REQUESTS, "操作太频繁", "请过一分钟再扫一次。").to(visit, request);
        }
        Optional<Shown> shown =
                visit.client() == Visit.Client.ROBOT ? scans.preview(code) : scans.scan(code, visit.visitor());
        if (shown.isPresent() && shown.get().place() != null) {
            return group(shown.get(), shown.get().place()).to(visit, request);
        }
        Optional<GroupCode> known = shown.map(Shown::code).or(() -> scans.byCode(code));
        return known.flatMap(this::elsewhere)
                .orElseGet(() -> nothing(shown.isPresent(), known.orElse(null)).to(visit, request));
    }

    private static LandingAnswer group(Shown shown, Place place) {
        String picture = Objects.requireNonNull(place.pictureUrl() == null ? place.qrUrl() : place.pictureUrl());
        String name = shown.groupName() == null || shown.groupName().isEmpty()
                ? shown.code().name()
                : shown.groupName();
        String size = place.pictureUrl() == null ? "class=\"qr\" width=\"220\" height=\"220\"" : "class=\"picture\"";
        String body = """
                <div class="initial" aria-hidden="true">群</div><h1>%s</h1><p class="store">扫码加入客户群</p>
                <img %s src="%s" alt="%s的群二维码">
                <p>长按识别二维码，加入群聊</p>""".formatted(escape(name), size, escape(picture), escape(name));
        return new LandingAnswer(
                HttpStatus.OK,
                place.pictureUrl() == null ? picture : "",
                nonce -> LandingFrame.of("加入" + name, nonce, body));
    }

    private Optional<ResponseEntity<String>> elsewhere(GroupCode code) {
        return Optional.ofNullable(code.fallbackCodeId())
                .flatMap(codes::find)
                .filter(LiveCode::open)
                .map(other -> ResponseEntity.status(HttpStatus.FOUND)
                        .location(URI.create("/c/" + other.code()))
                        .build());
    }

    private LandingAnswer nothing(boolean full, @Nullable GroupCode code) {
        HttpStatus status = code == null ? HttpStatus.NOT_FOUND : HttpStatus.OK;
        String own = code == null ? null : code.fallbackText();
        String text = own == null || own.isBlank() ? brand.get().text() : own;
        String usual = full ? "群都满了，新群马上就来，请过一会儿再扫一次。" : "这个二维码已经停用，感谢你的关注。";
        return words(status, full ? "请稍后再试" : "活动已结束", text == null || text.isBlank() ? usual : text);
    }

    private static LandingAnswer words(HttpStatus status, String title, String text) {
        String body = "<h1>" + escape(title) + "</h1><p class=\"store\">" + escape(text) + "</p>";
        return new LandingAnswer(status, "", nonce -> LandingFrame.of(title, nonce, body));
    }
}
