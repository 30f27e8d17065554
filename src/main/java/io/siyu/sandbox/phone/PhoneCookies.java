package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.net.HttpCookie;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A cookie jar for each phone, for the one site that phones can open: the product. */
@Component
@InSandbox
class PhoneCookies {

    private final JdbcClient jdbc;
    private final Clock clock;

    PhoneCookies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The Cookie header for this path; empty if the jar has none for it. */
    String header(long phoneId, String path) {
        return jdbc
                .sql("""
                        select name || '=' || value from sandbox_cookie
                        where customer_id = :phone and (expires_at is null or expires_at > :now)
                          and (:path = path or starts_with(:path, rtrim(path, '/') || '/'))
                        order by length(path) desc, name""")
                .param("phone", phoneId)
                .param("now", Times.sql(clock.instant()))
                .param("path", path)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining("; "));
    }

    void keep(long phoneId, List<String> setCookieHeaders) {
        for (String header : setCookieHeaders) {
            for (HttpCookie cookie : parsed(header)) {
                keep(phoneId, cookie);
            }
        }
    }

    private void keep(long phoneId, HttpCookie cookie) {
        Instant now = clock.instant();
        @Nullable Instant expiry = cookie.getMaxAge() < 0 ? null : now.plusSeconds(cookie.getMaxAge());
        jdbc.sql("""
                        insert into sandbox_cookie (customer_id, name, path, value, expires_at)
                        values (:phone, :name, :path, :value, :expiry)
                        on conflict (customer_id, name, path) do update set value = :value, expires_at = :expiry""")
                .param("phone", phoneId)
                .param("name", cookie.getName())
                .param("path", cookie.getPath() == null ? "/" : cookie.getPath())
                .param("value", cookie.getValue())
                .param("expiry", expiry == null ? null : Times.sql(expiry))
                .update();
    }

    private static List<HttpCookie> parsed(String header) {
        try {
            return HttpCookie.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
