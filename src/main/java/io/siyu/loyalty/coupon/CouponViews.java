package io.siyu.loyalty.coupon;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Coupons in people's hands, newest first. */
@Component
class CouponViews {

    private static final String SELECT = """
            select c.id as coupon_id, c.code, c.template_id, c.customer_id, c.status, c.issued_at, c.valid_from,
                c.valid_until, c.used_at, c.order_id, c.discount_fen, c.source,
                case when c.source = 'migration' then substr(c.source_key, strpos(c.source_key, '/') + 1) end as former_code, t.*
            from coupon_coupon c join coupon_template t on t.id = c.template_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CouponViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param formerCode what a former system called it, where it was carried over from there */
    record Coupon(
            long id,
            String code,
            long templateId,
            String name,
            CouponTerms terms,
            String status,
            long customerId,
            Instant issuedAt,
            Instant validFrom,
            Instant validUntil,
            @Nullable Instant usedAt,
            @Nullable Long orderId,
            @Nullable Long discountFen,
            String source,
            @Nullable String formerCode) {}

    Slice<Coupon> of(CustomerId customer, @Nullable Long after, int size) {
        return slice("c.customer_id = :customer", Map.of("customer", customer.value()), after, size);
    }

    /**
     * Only of people in the operator's scope.
     *
     * @param template null for all
     */
    Slice<Coupon> ofTemplate(@Nullable Long template, DataScope scope, @Nullable Long after, int size) {
        Predicates.Predicate these = these(template, scope);
        return slice(these.sql(), these.parameters(), after, size);
    }

    long count(@Nullable Long template, DataScope scope) {
        Predicates.Predicate these = these(template, scope);
        return jdbc.sql("select count(*) from coupon_coupon c where " + these.sql())
                .params(these.parameters())
                .query(Long.class)
                .single();
    }

    private static Predicates.Predicate these(@Nullable Long template, DataScope scope) {
        Predicates.Predicate mine = Predicates.of(scope, "p.owner_staff_id", "p.owner_store_id");
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        String condition =
                "exists (select 1 from customer_customer p where p.id = c.customer_id and " + mine.sql() + ")";
        if (template == null) {
            return new Predicates.Predicate(condition, parameters);
        }
        parameters.put("template", template);
        return new Predicates.Predicate("c.template_id = :template and " + condition, parameters);
    }

    private Slice<Coupon> slice(String condition, Map<String, Object> parameters, @Nullable Long after, int size) {
        List<Coupon> rows = jdbc.sql(
                        SELECT + "where " + condition + " and c.id < :after order by c.id desc limit :limit")
                .params(parameters)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query(this::coupon)
                .list();
        return Slice.of(rows, size, coupon -> Long.toString(coupon.id()));
    }

    private Coupon coupon(ResultSet row, int number) throws SQLException {
        Instant until = time(row, "valid_until");
        String status = row.getString("status");
        boolean over =
                status.equals("ISSUED") && until != null && !clock.instant().isBefore(until);
        return new Coupon(
                row.getLong("coupon_id"),
                row.getString("code"),
                row.getLong("template_id"),
                row.getString("name"),
                TermsRows.terms(row),
                over ? "EXPIRED" : status,
                row.getLong("customer_id"),
                present(time(row, "issued_at")),
                present(time(row, "valid_from")),
                present(until),
                time(row, "used_at"),
                row.getObject("order_id", Long.class),
                row.getObject("discount_fen", Long.class),
                row.getString("source"),
                row.getString("former_code"));
    }

    private static Instant present(@Nullable Instant time) {
        return java.util.Objects.requireNonNull(time, "the column is not null");
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
