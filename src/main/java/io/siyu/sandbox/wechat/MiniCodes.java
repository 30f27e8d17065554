package io.siyu.sandbox.wechat;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The codes a mini-program gets on a phone and exchanges on its server. */
@Component
@InSandbox
public class MiniCodes {

    public enum Purpose {
        LOGIN,
        PHONE
    }

    enum Trouble {
        INVALID,
        USED
    }

    /** Whose code it was, or what is wrong with it. */
    record Redeemed(Optional<Long> customerId, Trouble trouble) {}

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    MiniCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public String issue(Purpose purpose, long customerId) {
        String code = RandomCode.letters(32);
        jdbc.sql("""
                        insert into sandbox_mini_code (code, purpose, customer_id, issued_at)
                        values (:code, :purpose, :customer, :now)""")
                .param("code", code)
                .param("purpose", purpose.name())
                .param("customer", customerId)
                .param("now", Times.sql(clock.instant()))
                .update();
        return code;
    }

    Redeemed redeem(Purpose purpose, String code) {
        Instant now = clock.instant();
        Optional<Long> customer = jdbc.sql("""
                        update sandbox_mini_code set used_at = :now
                        where code = :code and purpose = :purpose and used_at is null and issued_at > :oldest
                        returning customer_id""")
                .param("now", Times.sql(now))
                .param("code", code)
                .param("purpose", purpose.name())
                .param("oldest", Times.sql(now.minus(LIFE)))
                .query(Long.class)
                .optional();
        boolean used = customer.isEmpty()
                && jdbc.sql("select count(*) from sandbox_mini_code where code = :code and used_at is not null")
                                .param("code", code)
                                .query(Integer.class)
                                .single()
                        > 0;
        return new Redeemed(customer, used ? Trouble.USED : Trouble.INVALID);
    }
}
