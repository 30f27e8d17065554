package io.siyu.loyalty.coupon;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the timeline what happens to a coupon. */
@Component
class CouponFacts {

    private static final String SOURCE = "coupon";

    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final Clock clock;

    CouponFacts(Timeline timeline, JdbcClient jdbc, Clock clock) {
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void issued(long id, CustomerId customer, long templateId, String name, String cause, Instant at) {
        timeline.record(new Activity(
                customer,
                "coupon.issued",
                at,
                0,
                Map.of("coupon", name, "templateId", Long.toString(templateId), "cause", cause),
                SOURCE,
                id + "/issued"));
    }

    void used(long id, CustomerId customer, long templateId, OrderId order, long discountFen) {
        record("coupon.used", id, customer, templateId, order, discountFen);
    }

    void givenBack(long id, CustomerId customer, long templateId, OrderId order) {
        record("coupon.returned", id, customer, templateId, order, 0);
    }

    private void record(String type, long id, CustomerId customer, long templateId, OrderId order, long amountFen) {
        timeline.record(new Activity(
                customer,
                type,
                clock.instant(),
                amountFen,
                Map.of("coupon", nameOf(templateId), "templateId", Long.toString(templateId)),
                SOURCE,
                id + "/" + type + "/" + order));
    }

    private String nameOf(long templateId) {
        return jdbc.sql("select name from coupon_template where id = :id")
                .param("id", templateId)
                .query(String.class)
                .single();
    }
}
