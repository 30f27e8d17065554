package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The right to greet a new friend: twenty seconds long and good for one message. */
@Component
@InSandbox
public class WelcomeCodes {

    /** Whom a code greets, and in whose name. */
    record Greeting(String userid, String externalUserid) {}

    private static final Duration LIFE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Clock clock;

    WelcomeCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public String issue(String userid, String externalUserid) {
        String code = RandomCode.letters(43);
        jdbc.sql("""
                        insert into sandbox_welcome_code (code, userid, external_userid, issued_at)
                        values (:code, :userid, :external, :now)""")
                .param("code", code)
                .param("userid", userid)
                .param("external", externalUserid)
                .param("now", Times.sql(clock.instant()))
                .update();
        return code;
    }

    /** Uses the code up; empty if it was used, is too old or never was. */
    Optional<Greeting> use(String code) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update sandbox_welcome_code set used_at = :now
                        where code = :code and used_at is null and issued_at >= :oldest
                        returning userid, external_userid""")
                .param("now", Times.sql(now))
                .param("code", code)
                .param("oldest", Times.sql(now.minus(LIFE)))
                .query((row, n) -> new Greeting(row.getString("userid"), row.getString("external_userid")))
                .optional();
    }
}
