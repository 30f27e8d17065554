package io.siyu.reach.channel.card;

import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cards that were scanned: who opened them, who used them up, what they got. */
@Component
class Cards {

    private static final String SELECT = """
            select c.*, o.marketplace, o.order_no, o.at as ordered_at from channel_card c
            left join channel_card_order o on o.batch_id = c.batch_id and o.serial = c.serial\s""";

    private final JdbcClient jdbc;

    Cards(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A card that was scanned.
     *
     * @param owner who used it up
     * @param order that it came with, once that is known
     */
    record Card(
            CardKey key,
            @Nullable CustomerId owner,
            @Nullable Instant usedAt,
            @Nullable Instant giftAt,
            @Nullable Order order,
            @Nullable Instant orderedAt) {}

    /**
     * Somebody opened it.
     *
     * @param scanId the scan of its live code that this became; absent where nobody could be shown
     */
    Card opened(CardKey key, String visitor, @Nullable Long scanId, Instant now) {
        return jdbc.sql("""
                with card as (
                    insert into channel_card as k (batch_id, serial, scanned_at, last_scanned_at, first_visitor)
                    values (:batch, :serial, :now, :now, :visitor)
                    on conflict (batch_id, serial) do update set
                        last_scanned_at = greatest(k.last_scanned_at, :now),
                        other_at = coalesce(k.other_at, case when k.first_visitor <> :visitor then :now::timestamptz end)
                    returning *),
                scan as (
                    insert into channel_card_scan as s (batch_id, serial, visitor, scan_id, at, last_at)
                    values (:batch, :serial, :visitor, :scan, :now, :now)
                    on conflict (batch_id, serial, visitor, scan_id) do update set last_at = :now, opens = s.opens + 1)
                select c.*, o.marketplace, o.order_no, o.at as ordered_at from card c
                left join channel_card_order o on o.batch_id = c.batch_id and o.serial = c.serial""")
                .param("batch", key.batch())
                .param("serial", key.serial())
                .param("visitor", visitor)
                .param("scan", scanId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Cards::card)
                .single();
    }

    Optional<Card> find(CardKey key) {
        return jdbc.sql(SELECT + "where c.batch_id = :batch and c.serial = :serial")
                .param("batch", key.batch())
                .param("serial", key.serial())
                .query(Cards::card)
                .optional();
    }

    /** The first one uses it up. */
    boolean use(CardKey key, CustomerId customer, Instant at) {
        return jdbc.sql("""
                update channel_card set customer_id = :customer, used_at = :at
                where batch_id = :batch and serial = :serial and customer_id is null""")
                        .param("batch", key.batch())
                        .param("serial", key.serial())
                        .param("customer", customer.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Cards whose scan led to the friendship that these two have now, and that nobody has used up. */
    List<CardKey> ledTo(CustomerId customer, StaffId staff) {
        return jdbc.sql("""
                select c.batch_id, c.serial from channel_acquisition a
                join channel_card_scan s on s.scan_id = a.scan_id
                join channel_card c on c.batch_id = s.batch_id and c.serial = s.serial and c.customer_id is null
                where a.customer_id = :customer and a.staff_id = :staff and a.ended_at is null
                order by c.batch_id, c.serial""")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .query(Cards::key)
                .list();
    }

    /** Those of these cards that somebody used up. */
    List<Card> used(Collection<CardKey> keys) {
        return jdbc.sql(SELECT + """
                where (c.batch_id, c.serial) in (select * from unnest(:batches::integer[], :serials::integer[]))
                  and c.customer_id is not null""")
                .param("batches", keys.stream().map(CardKey::batch).toArray(Integer[]::new))
                .param("serials", keys.stream().map(CardKey::serial).toArray(Integer[]::new))
                .query(Cards::card)
                .list();
    }

    /** The gift of a card is given once, to who used it up. */
    boolean give(CardKey key, CustomerId owner, Instant now) {
        return jdbc.sql("""
                update channel_card set gift_at = :now
                where batch_id = :batch and serial = :serial and customer_id = :owner and gift_at is null""")
                        .param("batch", key.batch())
                        .param("serial", key.serial())
                        .param("owner", owner.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void gave(CardKey key, long coupon) {
        jdbc.sql("update channel_card set coupon_id = :coupon where batch_id = :batch and serial = :serial")
                .param("batch", key.batch())
                .param("serial", key.serial())
                .param("coupon", coupon)
                .update();
    }

    static CardKey key(ResultSet row, int number) throws SQLException {
        return new CardKey(row.getInt("batch_id"), row.getInt("serial"));
    }

    private static Card card(ResultSet row, int number) throws SQLException {
        Long owner = row.getObject("customer_id", Long.class);
        String marketplace = row.getString("marketplace");
        return new Card(
                key(row, number),
                owner == null ? null : new CustomerId(owner),
                instant(row, "used_at"),
                instant(row, "gift_at"),
                marketplace == null ? null : new Order(Marketplace.valueOf(marketplace), row.getString("order_no")),
                instant(row, "ordered_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
