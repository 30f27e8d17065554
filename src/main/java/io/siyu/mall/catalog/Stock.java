package io.siyu.mall.catalog;

import io.siyu.mall.catalog.StockMoves.Kind;
import io.siyu.mall.catalog.StockMoves.Place;
import io.siyu.shared.DomainException;
import io.siyu.shared.SkuId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pieces by SKU and location. Orders of the mall draw from the default location. Rows are always taken in the order of SKU and
 * location, so that two orders for the same goods wait for each other and never block each other.
 */
@Component
public class Stock {

    private final JdbcClient jdbc;
    private final StockMoves moves;

    Stock(JdbcClient jdbc, StockMoves moves) {
        this.jdbc = jdbc;
        this.moves = moves;
    }

    /** So many pieces for one order line. */
    public record Need(long orderLineId, SkuId sku, int quantity) {}

    /** What lies at one place. */
    record Level(long onHand, long reserved) {}

    /**
     * Sets pieces aside for unpaid order lines, all or none.
     *
     * @throws DomainException {@code stock.short} with the title of what is short
     */
    @Transactional
    public void hold(List<Need> needs) {
        Map<Long, Integer> pieces = needs.stream()
                .collect(Collectors.toMap(need -> need.sku().value(), Need::quantity, Math::addExact, TreeMap::new));
        long location = defaultLocation();
        pieces.forEach((sku, quantity) -> {
            int held = jdbc.sql("""
                    update catalog_stock set reserved = reserved + :quantity
                    where sku_id = :sku and location_id = :location and on_hand - reserved >= :quantity""")
                    .param("quantity", quantity)
                    .param("sku", sku)
                    .param("location", location)
                    .update();
            if (held == 0) {
                throw shortage(sku, location);
            }
        });
        needs.forEach(need -> moves.hold(need, location));
    }

    /** Paid: what was held for these lines is gone from the shelf. */
    @Transactional
    public void confirm(Collection<Long> orderLineIds) {
        shift(orderLineIds, "HELD", "CONFIRMED", Kind.SALE, -1, -1);
    }

    /** Not paid: what was held for these lines is free again. */
    @Transactional
    public void release(Collection<Long> orderLineIds) {
        shift(orderLineIds, "HELD", "RELEASED", Kind.RELEASE, 0, -1);
    }

    /** Given back before it left: what was confirmed for these lines is on the shelf again. */
    @Transactional
    public void restock(Collection<Long> orderLineIds) {
        shift(orderLineIds, "CONFIRMED", "RESTOCKED", Kind.RETURN, 1, 0);
    }

    /** A place for a new SKU at the default location; nothing when it has one. */
    void open(SkuId sku, long pieces) {
        long location = defaultLocation();
        int opened = jdbc.sql("""
                insert into catalog_stock (sku_id, location_id, on_hand) values (:sku, :location, :pieces)
                on conflict do nothing""")
                .param("sku", sku.value())
                .param("location", location)
                .param("pieces", pieces)
                .update();
        if (opened == 1 && pieces > 0) {
            moves.record(new Place(sku.value(), location), Kind.ADJUST, pieces, 0, null, "opening");
        }
    }

    /**
     * More or fewer pieces at the default location, counted or thrown away.
     *
     * @throws DomainException {@code stock.below_reserved} when orders hold more than would be left
     */
    @Transactional
    Level adjust(SkuId sku, long delta, String reason) {
        requireSku(sku);
        long location = defaultLocation();
        open(sku, 0);
        Level level = jdbc.sql("""
                update catalog_stock set on_hand = on_hand + :delta
                where sku_id = :sku and location_id = :location and on_hand + :delta >= reserved
                returning on_hand, reserved""")
                .param("delta", delta)
                .param("sku", sku.value())
                .param("location", location)
                .query((row, number) -> new Level(row.getLong("on_hand"), row.getLong("reserved")))
                .optional()
                .orElseThrow(() -> DomainException.conflict("stock.below_reserved"));
        moves.record(new Place(sku.value(), location), Kind.ADJUST, delta, 0, null, reason);
        return level;
    }

    private void shift(
            Collection<Long> orderLineIds, String from, String to, Kind kind, int onHandSign, int reservedSign) {
        if (orderLineIds.isEmpty()) {
            return;
        }
        List<StockMoves.Hold> holds = moves.take(orderLineIds, from, to);
        Map<Place, Long> pieces = holds.stream()
                .collect(Collectors.groupingBy(
                        StockMoves.Hold::place,
                        () -> new TreeMap<>(
                                Comparator.comparingLong(Place::skuId).thenComparingLong(Place::locationId)),
                        Collectors.summingLong(StockMoves.Hold::quantity)));
        pieces.forEach((place, quantity) -> jdbc.sql("""
                        update catalog_stock set on_hand = on_hand + :onHand, reserved = reserved + :reserved
                        where sku_id = :sku and location_id = :location""")
                .param("onHand", onHandSign * quantity)
                .param("reserved", reservedSign * quantity)
                .param("sku", place.skuId())
                .param("location", place.locationId())
                .update());
        holds.forEach(hold -> moves.record(
                hold.place(),
                kind,
                onHandSign * hold.quantity(),
                reservedSign * hold.quantity(),
                hold.orderLineId(),
                null));
    }

    private void requireSku(SkuId sku) {
        boolean there = jdbc.sql("select exists (select 1 from catalog_sku where id = :id)")
                .param("id", sku.value())
                .query(Boolean.class)
                .single();
        if (!there) {
            throw DomainException.notFound("catalog.sku_not_found");
        }
    }

    private long defaultLocation() {
        return jdbc.sql("select id from catalog_location where is_default")
                .query(Long.class)
                .single();
    }

    private DomainException shortage(long sku, long location) {
        return jdbc.sql("""
                select p.title, k.spec, coalesce(s.on_hand - s.reserved, 0) as available
                from catalog_sku k join catalog_product p on p.id = k.product_id
                left join catalog_stock s on s.sku_id = k.id and s.location_id = :location
                where k.id = :sku""")
                .param("sku", sku)
                .param("location", location)
                .query((row, number) -> DomainException.conflict(
                        "stock.short",
                        row.getString("title") + " " + row.getString("spec"),
                        Math.max(0, row.getLong("available"))))
                .optional()
                .orElseGet(() -> DomainException.notFound("catalog.sku_not_found"));
    }
}
