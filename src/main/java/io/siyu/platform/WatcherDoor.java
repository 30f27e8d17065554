package io.siyu.platform;

import io.siyu.foundation.scope.SameMachine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who watches the installation without being a user of the console: by the token of {@code siyu.metrics.token}. */
class WatcherDoor extends OncePerRequestFilter {

    /** The right that operators need for the same. */
    static final String RIGHT = "system.read";

    private static final String BEARER = "Bearer ";

    private final byte[] token;
    private final SameMachine machine;

    /** @param token blank when nobody has one */
    WatcherDoor(String token, SameMachine machine) {
        this.token = token.strip().getBytes(StandardCharsets.UTF_8);
        this.machine = machine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasToken(request) || machine.calls(request)) {
            SecurityContextHolder.setContext(new SecurityContextImpl(new PreAuthenticatedAuthenticationToken(
                    "watcher", "", List.of(new SimpleGrantedAuthority(RIGHT)))));
        }
        chain.doFilter(request, response);
    }

    private boolean hasToken(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return token.length > 0
                && given != null
                && given.startsWith(BEARER)
                && MessageDigest.isEqual(
                        token, given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
