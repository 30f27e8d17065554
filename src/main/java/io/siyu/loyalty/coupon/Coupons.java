package io.siyu.loyalty.coupon;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Coupons in people's hands, each given out once and used once. */
@Component
public class Coupons {

    private static final String USABLE = """
            select c.id, c.template_id, c.valid_until, t.* from coupon_coupon c
            join coupon_template t on t.id = c.template_id
            where c.customer_id = :customer and c.status = 'ISSUED' and c.valid_from <= :at and c.valid_until > :at""";

    private static final Duration GRACE_WHEN_GIVEN_BACK = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Issuing issuing;
    private final CouponFacts facts;
    private final CustomerDirectory customers;
    private final Clock clock;

    Coupons(JdbcClient jdbc, Issuing issuing, CouponFacts facts, CustomerDirectory customers, Clock clock) {
        this.jdbc = jdbc;
        this.issuing = issuing;
        this.facts = facts;
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * Gives a coupon. Again with the same source and key it changes nothing and answers the same coupon. A refusal leaves the
     * caller's transaction usable.
     *
     * @return the coupon's id
     * @throws DomainException {@code coupon.template_not_found}, {@code coupon.stopped}, {@code coupon.ended},
     *     {@code coupon.sold_out}, {@code coupon.per_person_limit}
     */
    @Transactional(noRollbackFor = DomainException.class)
    public long issue(long templateId, CustomerId customer, String source, String sourceKey) {
        return issuing.issue(templateId, customer, source, sourceKey);
    }

    /**
     * Sets a coupon aside for an unpaid order.
     *
     * @param discountFen what it takes off there
     * @throws DomainException {@code coupon.unusable} when it is not this person's, used, set aside or out of date
     */
    @Transactional
    public void reserve(long couponId, CustomerId customer, OrderId order, long discountFen) {
        CustomerId owner = customers.hold(customer);
        int reserved = jdbc.sql("""
                update coupon_coupon
                set status = 'RESERVED', order_id = :order, discount_fen = :discount, reserved_at = :now
                where id = :id and customer_id = :customer and status = 'ISSUED'
                  and valid_from <= :now and valid_until > :now""")
                .param("order", order.value())
                .param("discount", discountFen)
                .param("now", now())
                .param("id", couponId)
                .param("customer", owner.value())
                .update();
        if (reserved == 0) {
            throw DomainException.conflict("coupon.unusable");
        }
    }

    /** The order was paid: its coupon is used. Nothing when the order has none. */
    @Transactional
    public void redeem(OrderId order) {
        move("""
                update coupon_coupon set status = 'USED', used_at = :now
                where order_id = :order and status = 'RESERVED'
                returning id, customer_id, template_id, discount_fen""", order)
                .ifPresent(
                        used -> facts.used(used.id(), used.customer(), used.templateId(), order, used.discountFen()));
    }

    /** The order came to nothing before it was paid: its coupon is free again. */
    @Transactional
    public void release(OrderId order) {
        jdbc.sql("""
                update coupon_coupon set status = 'ISSUED', order_id = null, discount_fen = null, reserved_at = null
                where order_id = :order and status = 'RESERVED'""").param("order", order.value()).update();
    }

    /** The paid order was given back: its coupon is usable again, for at least seven more days. */
    @Transactional
    public void giveBack(OrderId order) {
        OffsetDateTime until = clock.instant().plus(GRACE_WHEN_GIVEN_BACK).atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                update coupon_coupon
                set status = 'ISSUED', order_id = null, discount_fen = null, reserved_at = null, used_at = null,
                    valid_until = greatest(valid_until, :until)
                where order_id = :order and status = 'USED'
                returning id, customer_id, template_id, 0 as discount_fen""")
                .param("order", order.value())
                .param("until", until)
                .query(Coupons::moved)
                .optional()
                .ifPresent(back -> facts.givenBack(back.id(), back.customer(), back.templateId(), order));
    }

    /** What this person could use at that time, soonest ending first. */
    public List<UsableCoupon> usable(CustomerId customer, Instant at) {
        return jdbc.sql(USABLE + " order by c.valid_until, c.id limit 100")
                .param("customer", customer.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Coupons::usable)
                .list();
    }

    /** This one coupon, if the person could use it at that time; they may have hundreds. */
    public Optional<UsableCoupon> usable(CustomerId customer, long couponId, Instant at) {
        return jdbc.sql(USABLE + " and c.id = :id")
                .param("customer", customer.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", couponId)
                .query(Coupons::usable)
                .optional();
    }

    private static UsableCoupon usable(ResultSet row, int number) throws SQLException {
        return new UsableCoupon(
                row.getLong(1),
                row.getLong(2),
                row.getString("name"),
                TermsRows.terms(row),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    private record Moved(long id, CustomerId customer, long templateId, long discountFen) {}

    private static Moved moved(ResultSet row, int number) throws SQLException {
        return new Moved(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                row.getLong("template_id"),
                row.getLong("discount_fen"));
    }

    private Optional<Moved> move(String sql, OrderId order) {
        return jdbc.sql(sql)
                .param("order", order.value())
                .param("now", now())
                .query(Coupons::moved)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
