package io.siyu.mall.order;

import io.siyu.foundation.scope.Predicates;
import io.siyu.mall.pricing.Quote;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads orders for those who may see them. */
@Component
class OrderViews {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OrderViews(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The head of an order. */
    record Head(
            OrderId id,
            String number,
            CustomerId customer,
            OrderState state,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long pointsUsed,
            long shippingFen,
            long payableFen,
            List<Quote.Step> steps,
            @Nullable Long ownerStaffId,
            @Nullable Long ownerStoreId,
            byte @Nullable [] receiver,
            Instant placedAt,
            Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt,
            @Nullable Instant receivedAt,
            @Nullable Instant completedAt,
            @Nullable Instant closedAt,
            @Nullable Instant refundedAt,
            @Nullable String carrier,
            @Nullable String trackingNumber) {}

    record Line(
            long id,
            String kind,
            @Nullable Long skuId,
            @Nullable Long productId,
            String title,
            String spec,
            @Nullable String imageUrl,
            int quantity,
            long unitPriceFen,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long payFen,
            List<Quote.Unit> units) {}

    record Event(
            String step,
            @Nullable String from,
            String to,
            String actor,
            @Nullable String note,
            Instant at) {}

    Optional<Head> one(CustomerId customer, String number) {
        return heads(
                        "number = :number and customer_id = :customer",
                        Map.of("number", number, "customer", customer.value()),
                        null,
                        1)
                .stream()
                .findFirst();
    }

    Optional<Head> one(OrderId order, Predicates.Predicate scope) {
        Map<String, Object> parameters = new HashMap<>(scope.parameters());
        parameters.put("id", order.value());
        return heads("id = :id and " + scope.sql(), parameters, null, 1).stream()
                .findFirst();
    }

    /** Newest first; one more than the size when there are more. */
    List<Head> heads(String condition, Map<String, Object> parameters, @Nullable Long after, int limit) {
        return jdbc.sql("select * from order_order where " + condition
                        + " and id < :after order by id desc limit :limit")
                .params(parameters)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit)
                .query(this::head)
                .list();
    }

    Map<OrderId, List<Line>> lines(Collection<OrderId> orders) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        record Owned(OrderId order, Line line) {}
        return jdbc
                .sql("select * from order_line where order_id in (:orders) order by order_id, id")
                .param("orders", orders.stream().map(OrderId::value).toList())
                .query((row, number) -> new Owned(new OrderId(row.getLong("order_id")), line(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Owned::order, Collectors.mapping(Owned::line, Collectors.toList())));
    }

    List<Event> events(OrderId order) {
        return jdbc.sql("""
                select step, from_state, to_state, actor, note, at from order_event
                where order_id = :order order by id""")
                .param("order", order.value())
                .query((row, number) -> new Event(
                        row.getString("step"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("actor"),
                        row.getString("note"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private Head head(ResultSet row, int number) throws SQLException {
        return new Head(
                new OrderId(row.getLong("id")),
                row.getString("number"),
                new CustomerId(row.getLong("customer_id")),
                OrderState.valueOf(row.getString("state")),
                row.getLong("goods_fen"),
                row.getLong("coupon_fen"),
                row.getLong("points_fen"),
                row.getLong("points_used"),
                row.getLong("shipping_fen"),
                row.getLong("payable_fen"),
                json.readValue(row.getString("steps"), new TypeReference<List<Quote.Step>>() {}),
                row.getObject("owner_staff_id", Long.class),
                row.getObject("owner_store_id", Long.class),
                row.getBytes("receiver"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                time(row, "paid_at"),
                time(row, "shipped_at"),
                time(row, "received_at"),
                time(row, "completed_at"),
                time(row, "closed_at"),
                time(row, "refunded_at"),
                row.getString("carrier"),
                row.getString("tracking_number"));
    }

    private Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                row.getString("kind"),
                row.getObject("sku_id", Long.class),
                row.getObject("product_id", Long.class),
                row.getString("title"),
                row.getString("spec"),
                row.getString("image_url"),
                row.getInt("quantity"),
                row.getLong("unit_price_fen"),
                row.getLong("goods_fen"),
                row.getLong("coupon_fen"),
                row.getLong("points_fen"),
                row.getLong("pay_fen"),
                json.readValue(row.getString("units"), new TypeReference<List<Quote.Unit>>() {}));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
