package io.siyu.reach.channel.domain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A growth domain is printed everywhere and may be lost any day: it opens growth pages, and neither console nor API. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class GrowthHosts extends OncePerRequestFilter {

    /** Pages behind codes, their pictures, and the files by which WeChat and WeChat Work check who owns a domain. */
    private static final Pattern GROWTH =
            Pattern.compile("/c/[A-Za-z0-9_/-]*|/s/[A-Za-z0-9]*|/files/[a-z0-9]+|/(WW|MP)_verify_[A-Za-z0-9]+\\.txt");

    private static final Pattern STRAY = Pattern.compile("/|/[cs]|/[cs]/(?!.*\\.\\.).*");

    private final GrowthDomains domains;

    GrowthHosts(GrowthDomains domains) {
        this.domains = domains;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getServerName();
        if (host != null
                && domains.hosts().contains(host.toLowerCase(Locale.ROOT))
                && !GROWTH.matcher(request.getRequestURI()).matches()) {
            refuse(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Who types the bare domain, or an address of ours that was cut off or sent on with something behind it, sees the page for strays. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET")
                && STRAY.matcher(request.getRequestURI()).matches()) {
            response.sendRedirect("/c/");
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
