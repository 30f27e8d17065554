package io.siyu.people.staff;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, as one reads it in the list of one's sessions. */
record Caller(String address, @Nullable String userAgent) {

    private static final int LONGEST = 400;

    static Caller of(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return new Caller(
                request.getRemoteAddr(),
                agent == null || agent.length() <= LONGEST ? agent : agent.substring(0, LONGEST));
    }
}
