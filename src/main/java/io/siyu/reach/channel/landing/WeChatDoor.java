package io.siyu.reach.channel.landing;

import io.siyu.gateway.wechat.Login;
import io.siyu.gateway.wechat.OfficialAccount;
import io.siyu.reach.channel.domain.GrowthDomains;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
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

    /** What WeChat adds to the address by which somebody comes back; the printed address's own parameters of these names do not travel. */
    static final String[] TOLD = {"code", "state"};

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,64}");

    /** What became of a question. */
    enum Back {
        /** Nobody whom we sent, or once more. */
        STRANGE,
        /** WeChat did not tell. */
        UNKNOWN,
        KNOWN
    }

    private final OfficialAccount account;
    private final GrowthDomains domains;
    private final WeChatState states;
    private final WeChatVisitors visitors;
    private final Clock clock;
    private final Returning returning = new Returning();

    WeChatDoor(
            OfficialAccount account, GrowthDomains domains, WeChatState states, WeChatVisitors visitors, Clock clock) {
        this.account = account;
        this.domains = domains;
        this.states = states;
        this.visitors = visitors;
        this.clock = clock;
    }

    /** Where the browser is to go first; empty when it is to see the page at once. */
    Optional<URI> away(String publicCode, Visit visit, HttpServletRequest request) {
        if (!account.configured()
                || visit.client() != Visit.Client.WECHAT
                || !CODE.matcher(publicCode).matches()
                || asked(request)) {
            return Optional.empty();
        }
        URI back = backTo(publicCode, visit.without(TOLD).parameters(), request);
        if (!account.asks(Objects.requireNonNullElse(back.getHost(), "")) || !returning.leaves(clock.instant())) {
            return Optional.empty();
        }
        String state = states.of(visit.visitor(), publicCode, clock.instant());
        return Optional.of(account.authorizeUrl(back.toString(), state));
    }

    /** As it is configured, for a proxy may have come between; where there are several, the one whose cookies came. */
    private URI backTo(String publicCode, Map<String, String> parameters, HttpServletRequest request) {
        UriComponentsBuilder back =
                UriComponentsBuilder.fromUriString(domains.of(PATH + publicCode, request.getServerName()));
        parameters.forEach((name, value) -> back.queryParam(name, "{" + name + "}"));
        return back.encode().buildAndExpand(parameters).toUri();
    }

    /** Whoever was sent was counted when they left; so only strangers are to be counted here. */
    Back back(String publicCode, Visit visit, @Nullable String code, @Nullable String state) {
        returning.back();
        Back result = Back.STRANGE;
        try {
            Optional<Instant> left = states.leftAt(state, visit.visitor(), publicCode, clock.instant());
            if (code != null && left.isPresent() && visitors.takenBack(visit.visitor(), left.get())) {
                result = Back.UNKNOWN;
                Login login = account.visitor(code);
                visitors.known(visit.visitor(), account.appId(), login);
                result = Back.KNOWN;
            }
        } catch (RuntimeException e) {
            log.info("A visitor from WeChat stays unknown: {}", e.getMessage());
        }
        return result;
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
