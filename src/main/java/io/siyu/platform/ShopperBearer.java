package io.siyu.platform;

import io.siyu.people.customer.Shopper;
import io.siyu.people.customer.ShopperTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a shopper by the token in the {@code Authorization} header. A wrong token is as good as none. */
final class ShopperBearer extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ShopperTokens tokens;

    ShopperBearer(ShopperTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(SCHEME)) {
            tokens.holder(header.substring(SCHEME.length()).strip()).ifPresent(ShopperBearer::authenticate);
        }
        chain.doFilter(request, response);
    }

    private static void authenticate(Shopper shopper) {
        SecurityContextHolder.setContext(
                new SecurityContextImpl(new UsernamePasswordAuthenticationToken(shopper, null, List.of())));
    }
}
