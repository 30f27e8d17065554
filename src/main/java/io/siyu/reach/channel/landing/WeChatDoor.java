package io.siyu.reach.channel.landing;

import io.siyu.gateway.wechat.Login;
import io.siyu.gateway.wechat.OfficialAccount;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where an official account is configured, WeChat is asked once who opens a code inside it, before the page and without anybody noticing.
 * Whatever goes wrong, the page is shown: a browser is not sent twice in ten minutes, and whoever comes back sees the page whether or not
 * WeChat told.
 */
@Component
class WeChatDoor {

    static final String PATH = "/c/wechat/";

    private static final Logger log = LoggerFactory.getLogger(WeChatDoor.class);
    private static final String ASKED = "siyu_w";
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final OfficialAccount account;
    private final WeChatState states;
    private final WeChatVisitors visitors;
    private final Clock clock;
    private final Returning returning = new Returning();

    WeChatDoor(OfficialAccount account, WeChatState states, WeChatVisitors visitors, Clock clock) {
        this.account = account;
        this.states = states;
        this.visitors = visitors;
        this.clock = clock;
    }

    /** Where the browser is to go first; empty when it is to see the page at once. */
    Optional<URI> away(String publicCode, Visit visit, HttpServletRequest request) {
        if (!account.configured()
                || visit.client() != Visit.Client.WECHAT
                || !CODE.matcher(publicCode).matches()
                || asked(request)
                || !account.asks(request.getServerName())
                || !returning.leaves(clock.instant())) {
            return Optional.empty();
        }
        UriComponentsBuilder back = UriComponentsBuilder.fromUriString(
                        request.getRequestURL().toString())
                .replacePath(PATH + publicCode);
        visit.parameters().forEach((name, value) -> back.queryParam(name, "{" + name + "}"));
        String backTo = back.encode().buildAndExpand(visit.parameters()).toUriString();
        return Optional.of(account.authorizeUrl(backTo, states.of(visit.visitor(), publicCode, clock.instant())));
    }

    /** @return whether it is known now whose browser it is */
    boolean back(String publicCode, Visit visit, @Nullable String code, @Nullable String state) {
        returning.back();
        try {
            Optional<Instant> left = states.leftAt(state, visit.visitor(), publicCode, clock.instant());
            if (code == null || left.isEmpty() || !visitors.takenBack(visit.visitor(), left.get())) {
                return false;
            }
            Login login = account.visitor(code);
            visitors.known(visit.visitor(), account.appId(), login);
            return true;
        } catch (RuntimeException e) {
            log.info("A visitor from WeChat stays unknown: {}", e.getMessage());
            return false;
        }
    }

    /** That this browser was sent, or is known. */
    static ResponseCookie asked(boolean known, HttpServletRequest request) {
        return ResponseCookie.from(ASKED, "1")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/c/")
                .maxAge(known ? KNOWN_FOR : ASKED_AGAIN)
                .build();
    }

    private static boolean asked(HttpServletRequest request) {
        Cookie[] cookies = Objects.requireNonNullElseGet(request.getCookies(), () -> new Cookie[0]);
        return Arrays.stream(cookies).anyMatch(cookie -> cookie.getName().equals(ASKED));
    }
}
