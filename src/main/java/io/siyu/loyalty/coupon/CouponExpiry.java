package io.siyu.loyalty.coupon;

import io.siyu.foundation.job.PolledWork;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Marks coupons whose time is over; using them is refused by their window anyway. */
@Component
class CouponExpiry implements PolledWork {

    private final JdbcClient jdbc;
    private final Clock clock;

    CouponExpiry(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "coupon.expiry";
    }

    @Override
    public boolean workOnce() {
        return jdbc.sql("""
                update coupon_coupon set status = 'EXPIRED'
                where status = 'ISSUED' and id in (
                    select id from coupon_coupon where status = 'ISSUED' and valid_until <= :now
                    order by valid_until limit 500 for update skip locked)""")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(3);
    }
}
