package io.siyu.reach.channel.figures;

import io.siyu.people.timeline.RecordedActivity;
import io.siyu.reach.channel.figures.Outcomes.Place;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The first order of a person after they came by a code: once for each person, for the code that brought them first, on the day of the
 * order. Whichever of add and orders is told first, what stands in the end is the same. A refund does not undo it.
 */
@Component
class FirstOrders {

    private final JdbcClient jdbc;
    private final Outcomes outcomes;
    private final BrandZone zone;

    FirstOrders(JdbcClient jdbc, Outcomes outcomes, BrandZone zone) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
        this.zone = zone;
    }

    /** How somebody came, and the order that counts for it so far. */
    private record Came(
            long acquisition,
            long codeId,
            StaffId staff,
            Instant at,
            boolean buyer,
            @Nullable Instant orderedAt,
            long amountFen) {}

    /** @param person held */
    void credit(CustomerId person, RecordedActivity order) {
        Optional<Came> found = came(person);
        if (found.isEmpty() || order.occurredAt().isBefore(found.get().at())) {
            return;
        }
        Came came = found.get();
        Instant counted = came.orderedAt();
        if (counted != null && !order.occurredAt().isBefore(counted)) {
            return;
        }
        if (counted == null) {
            outcomes.ordered(placeOf(came, came.at()));
        } else {
            outcomes.firstOrder(placeOf(came, counted), -1, came.buyer(), came.amountFen());
        }
        outcomes.firstOrder(placeOf(came, order.occurredAt()), 1, came.buyer(), order.amountFen());
        keep(came.acquisition(), order);
    }

    /** Where two people who had both ordered became one, the one whose order counts already. */
    private Optional<Came> came(CustomerId person) {
        return jdbc.sql("""
                select a.id, a.code_id, a.staff_id, a.at, a.buyer_since is not null as buyer, o.at as ordered_at,
                    coalesce(o.amount_fen, 0) as amount_fen
                from channel_acquisition a left join channel_first_order o on o.acquisition_id = a.id
                where a.customer_id = :person order by o.at nulls last, a.at, a.id limit 1""")
                .param("person", person.value())
                .query(FirstOrders::came)
                .optional();
    }

    private void keep(long acquisition, RecordedActivity order) {
        jdbc.sql("""
                insert into channel_first_order (acquisition_id, source, at, day, amount_fen)
                values (:acquisition, :source, :at, :day, :amount)
                on conflict (acquisition_id) do update
                set source = excluded.source, at = excluded.at, day = excluded.day, amount_fen = excluded.amount_fen""")
                .param("acquisition", acquisition)
                .param("source", order.source())
                .param("at", order.occurredAt().atOffset(ZoneOffset.UTC))
                .param("day", zone.dateOf(order.occurredAt()))
                .param("amount", order.amountFen())
                .update();
    }

    private Place placeOf(Came came, Instant at) {
        return new Place(came.codeId(), came.staff(), zone.dateOf(at));
    }

    private static Came came(ResultSet row, int number) throws SQLException {
        OffsetDateTime ordered = row.getObject("ordered_at", OffsetDateTime.class);
        return new Came(
                row.getLong("id"),
                row.getLong("code_id"),
                new StaffId(row.getLong("staff_id")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("buyer"),
                ordered == null ? null : ordered.toInstant(),
                row.getLong("amount_fen"));
    }
}
