package io.siyu.reach.channel.landing;

import io.siyu.shared.RandomCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** By what a browser is known again: a random id, told to nobody else, on growth pages only. */
public final class VisitorCookie {

    public static final String NAME = "siyu_v";

    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final int LENGTH = 26;

    private VisitorCookie() {}

    /** What the browser brought, or a new id where it brought none of ours. */
    public static String visitor(@Nullable String brought) {
        return brought != null && brought.matches("[a-z0-9]{" + LENGTH + "}") ? brought : RandomCode.letters(LENGTH);
    }

    static ResponseCookie of(Visit visit, HttpServletRequest request) {
        return ResponseCookie.from(NAME, visit.visitor())
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/c/")
                .maxAge(REMEMBERED)
                .build();
    }
}
