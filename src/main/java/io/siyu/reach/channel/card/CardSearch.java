package io.siyu.reach.channel.card;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Predicates;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for cards; who used one is told only to who may see them. */
@Component
class CardSearch {

    private static final String ROW = """
            select k.batch_id, k.serial, c.scanned_at, c.last_scanned_at, c.other_at is not null as shared, c.used_at, c.gift_at,
                c.customer_id is not null as owned, p.id as owner, o.marketplace, o.order_no, o.told_by, o.at as ordered_at
            from %s
            left join channel_card c on c.batch_id = k.batch_id and c.serial = k.serial
            left join channel_card_order o on o.batch_id = k.batch_id and o.serial = k.serial
            left join customer_customer p on p.id = c.customer_id and %s
            %s""";

    private final JdbcClient jdbc;
    private final CardCodes codes;
    private final CardOrders orders;
    private final CurrentOperator operator;

    CardSearch(JdbcClient jdbc, CardCodes codes, CardOrders orders, CurrentOperator operator) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.orders = orders;
        this.operator = operator;
    }

    /**
     * One card.
     *
     * @param owner absent where nobody is, and where it is not for this operator to know
     * @param orderNo only its end, where the owner is not for this operator to know
     */
    record Row(
            CardKey key,
            @Nullable Instant scannedAt,
            @Nullable Instant lastScannedAt,
            boolean shared,
            @Nullable CustomerId owner,
            @Nullable Instant usedAt,
            @Nullable Marketplace marketplace,
            @Nullable String orderNo,
            @Nullable String toldBy,
            @Nullable Instant orderedAt,
            @Nullable Instant giftAt) {}

    record Opening(
            String visitor,
            Instant at,
            Instant lastAt,
            int opens,
            @Nullable StaffId staff,
            @Nullable Instant addedAt) {}

    /** Where a slice ended. */
    private record Place(Instant at, int serial) {

        private static final Place BEGINNING = new Place(Instant.parse("9999-01-01T00:00:00Z"), Integer.MAX_VALUE);

        static Place of(@Nullable String after) {
            if (after == null || after.isBlank()) {
                return BEGINNING;
            }
            if (!after.matches("\\d{1,18}_\\d{1,7}")) {
                throw DomainException.invalid("after", "request.invalid");
            }
            int cut = after.indexOf('_');
            return new Place(
                    Instant.EPOCH.plus(Long.parseLong(after.substring(0, cut)), ChronoUnit.MICROS),
                    Integer.parseInt(after.substring(cut + 1)));
        }

        static String after(Row last) {
            Instant at = Objects.requireNonNull(last.lastScannedAt());
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_"
                    + last.key().serial();
        }
    }

    /** The latest scanned first. */
    Slice<Row> recent(int batch, @Nullable String after, int size) {
        Place place = Place.of(after);
        String recent = """
                (select batch_id, serial from channel_card
                 where batch_id = :batch and (last_scanned_at, serial) < (:at, :serial)
                 order by last_scanned_at desc, serial desc limit :size) k""";
        List<Row> rows = select(
                recent,
                "order by c.last_scanned_at desc, c.serial desc",
                Map.of(
                        "batch",
                        batch,
                        "at",
                        place.at().atOffset(ZoneOffset.UTC),
                        "serial",
                        place.serial(),
                        "size",
                        size + 1));
        return Slice.of(rows, size, Place::after);
    }

    /** What words mean: a serial, a code or the address with it, an order number. */
    List<Row> found(CardBatch batch, String words) {
        Optional<CardKey> serial = Optional.of(words)
                .filter(text -> text.matches("[0-9]{1,7}"))
                .map(text -> new CardKey(batch.id(), Integer.parseInt(text)))
                .filter(key -> batch.has(key.serial()));
        Optional<CardKey> coded = codes.cardOf(words.substring(words.lastIndexOf('/') + 1))
                .filter(key -> key.batch() == batch.id() && batch.has(key.serial()));
        return of(serial.or(() -> coded)
                .map(List::of)
                .orElseGet(() -> Order.of(Marketplace.OTHER, words)
                        .map(order -> orders.withNumber(batch.id(), order.number()))
                        .orElse(List.of())));
    }

    /** These cards, scanned or not. */
    List<Row> of(List<CardKey> keys) {
        return select(
                "unnest(:batches::integer[], :serials::integer[]) as k (batch_id, serial)",
                "order by k.batch_id, k.serial",
                Map.of(
                        "batches",
                        keys.stream().map(CardKey::batch).toArray(Integer[]::new),
                        "serials",
                        keys.stream().map(CardKey::serial).toArray(Integer[]::new)));
    }

    private List<Row> select(String from, String end, Map<String, Object> parameters) {
        Predicates.Predicate visible = Predicates.of(operator.scope(), "p.owner_staff_id", "p.owner_store_id");
        return jdbc.sql(ROW.formatted(from, visible.sql(), end))
                .params(visible.parameters())
                .params(parameters)
                .query(CardSearch::row)
                .list();
    }

    /** Who opened it, the latest first. */
    List<Opening> openings(CardKey card) {
        return jdbc.sql("""
                select s.visitor, s.at, s.last_at, s.opens, c.staff_id, c.added_at from channel_card_scan s
                left join channel_scan c on c.id = s.scan_id
                where s.batch_id = :batch and s.serial = :serial order by s.id desc limit 50""")
                .param("batch", card.batch())
                .param("serial", card.serial())
                .query(CardSearch::opening)
                .list();
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        Long staff = row.getObject("staff_id", Long.class);
        return new Opening(
                row.getString("visitor"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("opens"),
                staff == null ? null : new StaffId(staff),
                Cards.instant(row, "added_at"));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Long owner = row.getObject("owner", Long.class);
        Order order = row.getString("marketplace") == null ? null : CardOrders.order(row, number);
        boolean told = owner != null || !row.getBoolean("owned");
        return new Row(
                Cards.key(row, number),
                Cards.instant(row, "scanned_at"),
                Cards.instant(row, "last_scanned_at"),
                row.getBoolean("shared"),
                owner == null ? null : new CustomerId(owner),
                Cards.instant(row, "used_at"),
                order == null ? null : order.marketplace(),
                order == null ? null : told ? order.number() : order.ending(),
                row.getString("told_by"),
                Cards.instant(row, "ordered_at"),
                Cards.instant(row, "gift_at"));
    }
}
