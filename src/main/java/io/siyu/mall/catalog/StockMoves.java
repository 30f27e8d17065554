package io.siyu.mall.catalog;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is set aside for whom, and every movement of stock. */
@Component
class StockMoves {

    private final JdbcClient jdbc;
    private final Clock clock;

    StockMoves(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why stock moved. */
    enum Kind {
        HOLD,
        RELEASE,
        SALE,
        RETURN,
        ADJUST
    }

    record Place(long skuId, long locationId) {}

    record Hold(long orderLineId, Place place, long quantity) {}

    void hold(Stock.Need need, long location) {
        jdbc.sql("""
                insert into catalog_stock_hold (order_line_id, sku_id, location_id, quantity, state, created_at)
                values (:line, :sku, :location, :quantity, 'HELD', :at)""")
                .param("line", need.orderLineId())
                .param("sku", need.sku().value())
                .param("location", location)
                .param("quantity", need.quantity())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        Place place = new Place(need.sku().value(), location);
        record(place, Kind.HOLD, 0, need.quantity(), need.orderLineId(), null);
    }

    /** Moves the holds of these lines on, once: who comes second gets none. */
    List<Hold> take(Collection<Long> orderLineIds, String from, String to) {
        return jdbc.sql("""
                update catalog_stock_hold set state = :to where order_line_id in (:lines) and state = :from
                returning order_line_id, sku_id, location_id, quantity""")
                .param("to", to)
                .param("lines", orderLineIds)
                .param("from", from)
                .query((row, number) -> new Hold(
                        row.getLong("order_line_id"),
                        new Place(row.getLong("sku_id"), row.getLong("location_id")),
                        row.getLong("quantity")))
                .list();
    }

    void record(
            Place place, Kind kind, long onHand, long reserved, @Nullable Long orderLineId, @Nullable String reason) {
        jdbc.sql("""
                insert into catalog_stock_move (sku_id, location_id, kind, on_hand_delta, reserved_delta, order_line_id,
                    reason, at)
                values (:sku, :location, :kind, :onHand, :reserved, :line, :reason, :at)""")
                .param("sku", place.skuId())
                .param("location", place.locationId())
                .param("kind", kind.name())
                .param("onHand", onHand)
                .param("reserved", reserved)
                .param("line", orderLineId)
                .param("reason", reason)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
