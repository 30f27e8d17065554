package io.siyu.sandbox.wire;

import io.siyu.sandbox.InSandbox;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The access tokens of the apps: one valid at a time, two hours long, old ones remembered to tell expired from invented. */
@Component
@InSandbox
public class AccessTokens {

    /** What a caller gets. */
    public record Issued(String token, long expiresInSeconds) {}

    public enum Standing {
        VALID,
        EXPIRED,
        UNKNOWN
    }

    private static final Duration LIFE = Duration.ofHours(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    AccessTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The valid token of this app, or a new one if none is left. */
    @Transactional
    public Issued current(String app) {
        // Two first calls at once must get the same token.
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:app))")
                .param("app", "sandbox-token-" + app)
                .query()
                .singleRow();
        Instant now = clock.instant();
        return jdbc.sql("select token, expires_at from sandbox_token where app = :app and expires_at > :now"
                        + " order by expires_at desc limit 1")
                .param("app", app)
                .param("now", Times.sql(now))
                .query((row, n) -> new Issued(
                        row.getString("token"),
                        Duration.between(now, Times.read(row, "expires_at")).toSeconds()))
                .optional()
                .orElseGet(() -> issue(app));
    }

    /** A new token; the one before dies five minutes later, as the mini-program's {@code /cgi-bin/token} has it. */
    @Transactional
    public Issued renewed(String app) {
        Instant soon = clock.instant().plus(Duration.ofMinutes(5));
        jdbc.sql("update sandbox_token set expires_at = :soon where app = :app and expires_at > :soon")
                .param("app", app)
                .param("soon", Times.sql(soon))
                .update();
        return issue(app);
    }

    /** Ends every token of this app at once, as the platform may do before their time. */
    public void revoke(String app) {
        jdbc.sql("update sandbox_token set expires_at = :now where app = :app and expires_at > :now")
                .param("app", app)
                .param("now", Times.sql(clock.instant()))
                .update();
    }

    public Standing standing(String app, String token) {
        Optional<OffsetDateTime> expiry = jdbc.sql(
                        "select expires_at from sandbox_token where token = :token and app = :app")
                .param("token", token)
                .param("app", app)
                .query(OffsetDateTime.class)
                .optional();
        return expiry.map(at -> at.toInstant().isAfter(clock.instant()) ? Standing.VALID : Standing.EXPIRED)
                .orElse(Standing.UNKNOWN);
    }

    private Issued issue(String app) {
        String token = RandomCode.letters(80);
        Instant now = clock.instant();
        jdbc.sql("insert into sandbox_token (token, app, issued_at, expires_at) values (:token, :app, :now, :expiry)")
                .param("token", token)
                .param("app", app)
                .param("now", Times.sql(now))
                .param("expiry", Times.sql(now.plus(LIFE)))
                .update();
        return new Issued(token, LIFE.toSeconds());
    }
}
