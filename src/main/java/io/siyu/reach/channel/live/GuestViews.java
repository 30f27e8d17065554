package io.siyu.reach.channel.live;

import static io.siyu.reach.channel.live.LiveRows.instant;
import static io.siyu.reach.channel.live.LiveRows.utc;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The guests of live sessions, as far as the operator sees them. */
@Component
class GuestViews {

    private static final String FROM = """
            from channel_live_guest g left join customer_customer c on c.id = g.customer_id
            where g.session_id = :session
              and (:how = '' or :how = 'RESERVED' and g.reserved_at is not null or :how = 'ADDED' and g.added_at is not null
                or :how = 'BOUGHT' and exists (select 1 from channel_live_order o
                    where o.session_id = g.session_id and o.customer_id = g.customer_id))
              and (:news = '' or :news = case when g.told is null then 'UNTOLD' when g.held_back is null then 'TOLD' else 'HELD_BACK' end)
              and\s""";

    /** What they bought is asked of those of one page only. */
    private static final String WITH_ORDERS = """
            select g.*, o.orders, o.amount_fen from (select g.* %s) g
            left join lateral (select count(*) as orders, coalesce(sum(amount_fen), 0) as amount_fen from channel_live_order o
                where o.session_id = g.session_id and o.customer_id = g.customer_id) o on true
            order by g.since desc, g.customer_id desc""";

    private final JdbcClient jdbc;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final MessageSource texts;

    GuestViews(JdbcClient jdbc, CustomerDirectory customers, StaffDirectory staff, MessageSource texts) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.staff = staff;
        this.texts = texts;
    }

    /** What they did. */
    enum How {
        RESERVED,
        ADDED,
        BOUGHT
    }

    /** What became of telling them. */
    enum Telling {
        TOLD,
        HELD_BACK,
        UNTOLD
    }

    record Filter(
            @Nullable Long session,
            @Nullable How how,
            @Nullable Telling telling) {}

    /** @param heldBack why they were not told, in words */
    record GuestRow(
            long customerId,
            @Nullable String customerName,
            @Nullable String staffName,
            Instant since,
            @Nullable Instant reservedAt,
            @Nullable Instant addedAt,
            Telling telling,
            @Nullable Instant toldAt,
            @Nullable String heldBack,
            long orders,
            long amountFen) {}

    private record Raw(
            CustomerId customer,
            StaffId staff,
            Instant since,
            @Nullable Instant reservedAt,
            @Nullable Instant addedAt,
            @Nullable Instant toldAt,
            @Nullable String heldBack,
            long orders,
            long amountFen) {}

    /** Who took part last first. */
    Slice<GuestRow> page(Filter filter, DataScope scope, @Nullable String after, int size, Locale locale) {
        LivePlace place = LivePlace.of(after);
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        List<Raw> found = filtered(
                        WITH_ORDERS.formatted(
                                FROM + visible.sql()
                                        + " and (g.since, g.customer_id) < (:at, :id) order by g.since desc, g.customer_id desc limit :limit"),
                        filter,
                        visible)
                .param("at", utc(place.at()))
                .param("id", place.id())
                .param("limit", size + 1)
                .query(GuestViews::raw)
                .list();
        Slice<Raw> slice = Slice.of(
                found, size, last -> new LivePlace(last.since(), last.customer().value()).after());
        return new Slice<>(named(slice.items(), locale), slice.next());
    }

    long count(Filter filter, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return filtered("select count(*) " + FROM + visible.sql(), filter, visible)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter, Predicates.Predicate visible) {
        How how = filter.how();
        Telling telling = filter.telling();
        return jdbc.sql(sql)
                .param("session", filter.session())
                .param("how", how == null ? "" : how.name())
                .param("news", telling == null ? "" : telling.name())
                .params(visible.parameters());
    }

    private List<GuestRow> named(List<Raw> rows, Locale locale) {
        Map<CustomerId, CustomerCard> cards =
                customers.cards(rows.stream().map(Raw::customer).distinct().toList());
        Map<StaffId, StaffMember> guides =
                staff.byIds(rows.stream().map(Raw::staff).distinct().toList());
        return rows.stream()
                .map(row -> row(row, cards.get(row.customer()), guides.get(row.staff()), locale))
                .toList();
    }

    private GuestRow row(Raw row, @Nullable CustomerCard card, @Nullable StaffMember guide, Locale locale) {
        String heldBack = row.heldBack();
        Telling told = heldBack == null ? Telling.TOLD : Telling.HELD_BACK;
        return new GuestRow(
                row.customer().value(),
                card == null ? null : card.name(),
                guide == null ? null : guide.name(),
                row.since(),
                row.reservedAt(),
                row.addedAt(),
                row.toldAt() == null ? Telling.UNTOLD : told,
                row.toldAt(),
                heldBack == null ? null : texts.getMessage(heldBack, null, heldBack, locale),
                row.orders(),
                row.amountFen());
    }

    private static Raw raw(ResultSet row, int number) throws SQLException {
        return new Raw(
                new CustomerId(row.getLong("customer_id")),
                new StaffId(row.getLong("staff_id")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "reserved_at"),
                instant(row, "added_at"),
                instant(row, "told_at"),
                row.getString("held_back"),
                row.getLong("orders"),
                row.getLong("amount_fen"));
    }
}
