package io.siyu.platform;

import io.siyu.foundation.scope.SameMachine;
import io.siyu.people.customer.Shopper;
import io.siyu.shared.DomainException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses one kind of call when one address or one account makes too many. The address is the one that Tomcat tells: a forwarding
 * header counts only where {@code server.forward-headers-strategy} says that a proxy sets it.
 */
final class RateLimitFilter extends OncePerRequestFilter {

    private final RequestMatcher calls;
    private final String what;
    private final RateLimits.Limit limit;
    private final RateLimits limits;
    private final Refusals refusals;
    private final SameMachine machine;

    RateLimitFilter(String post, RateLimits.Limit limit, RateLimits limits, Refusals refusals, SameMachine machine) {
        this.calls = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, post);
        this.what = post;
        this.limit = limit;
        this.limits = limits;
        this.refusals = refusals;
        this.machine = machine;
    }

    /** Two of them stand in one chain. */
    @Override
    protected String getAlreadyFilteredAttributeName() {
        return RateLimitFilter.class.getName() + what;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !calls.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            count(request);
        } catch (DomainException tooMany) {
            refusals.answer(request, response, tooMany);
            return;
        }
        chain.doFilter(request, response);
    }

    /** The phones of the sandbox all live on this machine. */
    private void count(HttpServletRequest request) {
        if (!machine.calls(request)) {
            limits.count(what, "address " + request.getRemoteAddr(), limit.perAddress());
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getPrincipal() instanceof Shopper shopper) {
            limits.count(what, "account " + shopper.customer(), limit.perAccount());
        }
    }
}
