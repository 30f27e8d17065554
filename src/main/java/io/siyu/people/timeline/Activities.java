package io.siyu.people.timeline;

import io.siyu.foundation.database.AtCommit;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the timeline, and the daily buckets that are counted with them. */
@Component
class Activities {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final String COLUMNS =
            "id, customer_id, type, occurred_at, amount_fen, attributes, source, source_key";

    private final JdbcClient jdbc;
    private final Partitions partitions;
    private final Redirects redirects;
    private final BrandZone brandZone;
    private final AtCommit<Activity> told = new AtCommit<>("timeline.facts", this::insert);

    Activities(JdbcClient jdbc, Partitions partitions, Redirects redirects, BrandZone brandZone) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.redirects = redirects;
        this.brandZone = brandZone;
    }

    /**
     * Told to the present transaction, which writes all of its facts together at its end; the buckets count only what the unique key let
     * in, and are locked in one order.
     */
    void write(Activity activity) {
        partitions.ensure(activity.occurredAt());
        redirects.hold(activity.customer());
        told.add(activity);
    }

    private void insert(List<Activity> activities) {
        jdbc.sql("""
                with told as (
                    select ordinality, coalesce(r.to_id, t.customer) as customer, type, at, amount, attributes, source, key
                    from rows from (jsonb_to_recordset(:facts::jsonb) as (customer bigint, type text, at timestamptz, amount bigint,
                        attributes jsonb, source text, key text)) with ordinality as t
                        left join timeline_redirect r on r.from_id = t.customer),
                fresh as (
                    insert into timeline_activity
                        (customer_id, type, occurred_at, amount_fen, attributes, source, source_key)
                    select customer, type, at, amount, attributes, source, key from told order by ordinality
                    on conflict (source, source_key, occurred_at) do nothing
                    returning customer_id, type, (occurred_at at time zone :zone)::date as day, amount_fen)
                insert into timeline_day (customer_id, day, type, count, amount_fen)
                select customer_id, day, type, count(*), sum(amount_fen) from fresh
                group by customer_id, type, day order by customer_id, type, day
                on conflict (customer_id, type, day) do update
                    set count = timeline_day.count + excluded.count, amount_fen = timeline_day.amount_fen + excluded.amount_fen""")
                .param(
                        "facts",
                        JSON.writeValueAsString(
                                activities.stream().map(Told::of).toList()))
                .param("zone", brandZone.zone().getId())
                .update();
    }

    private record Told(
            long customer,
            String type,
            Instant at,
            long amount,
            Map<String, String> attributes,
            String source,
            String key) {

        /** To the microsecond as a parameter of its own would be: the same moment is in other tables, and is compared. */
        private static Instant asDriversRound(Instant at) {
            return at.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
        }

        static Told of(Activity one) {
            return new Told(
                    one.customer().value(),
                    one.type(),
                    asDriversRound(one.occurredAt()),
                    one.amountFen(),
                    one.attributes(),
                    one.source(),
                    one.sourceKey());
        }
    }

    Slice<RecordedActivity> of(CustomerId customer, @Nullable String after, int size) {
        told.writeIf(any -> true);
        Place place = Place.of(after);
        List<RecordedActivity> rows = jdbc.sql("""
                with person as (
                    select coalesce((select to_id from timeline_redirect where from_id = :customer), :customer) as id)
                select %s from timeline_activity
                where customer_id in (
                        select id from person
                        union all select r.from_id from timeline_redirect r join person on r.to_id = person.id)
                  and (occurred_at, id) < (:at, :id)
                order by occurred_at desc, id desc limit :size""".formatted(COLUMNS))
                .param("customer", customer.value())
                .param("at", place.at().atOffset(ZoneOffset.UTC))
                .param("id", place.id())
                .param("size", size + 1)
                .query(Activities::recorded)
                .list();
        return Slice.of(rows, size, Place::after);
    }

    /** The day's bucket tells whether there is any before the facts themselves are looked for, in that day's month only. */
    Optional<RecordedActivity> first(CustomerId customer, String type, Instant since) {
        told.writeIf(one -> one.type().equals(type));
        return jdbc.sql("""
                select min(day) from timeline_day
                where customer_id = coalesce((select to_id from timeline_redirect where from_id = :customer), :customer)
                  and type = :type and day >= :since""")
                .param("customer", customer.value())
                .param("type", type)
                .param("since", brandZone.dateOf(since))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .flatMap(day -> firstFrom(customer, type, since, brandZone.startOf(day)));
    }

    private Optional<RecordedActivity> firstFrom(CustomerId customer, String type, Instant since, Instant start) {
        return jdbc.sql("""
                with person as (
                    select coalesce((select to_id from timeline_redirect where from_id = :customer), :customer) as id)
                select %s from timeline_activity
                where customer_id in (
                        select id from person
                        union all select r.from_id from timeline_redirect r join person on r.to_id = person.id)
                  and type = :type and occurred_at >= :since
                order by occurred_at, id limit 1""".formatted(COLUMNS))
                .param("customer", customer.value())
                .param("type", type)
                .param("since", (since.isAfter(start) ? since : start).atOffset(ZoneOffset.UTC))
                .query(Activities::recorded)
                .optional();
    }

    Set<CustomerId> among(Collection<CustomerId> customers, String type) {
        told.writeIf(one -> one.type().equals(type));
        return new HashSet<>(jdbc.sql("""
                select c.id from unnest(:customers::bigint[]) c (id) left join timeline_redirect r on r.from_id = c.id
                where exists (select from timeline_day d where d.customer_id = coalesce(r.to_id, c.id) and d.type = :type)""")
                .param(
                        "customers",
                        customers.stream().mapToLong(CustomerId::value).toArray())
                .param("type", type)
                .query((row, number) -> new CustomerId(row.getLong("id")))
                .list());
    }

    /** Where a slice ended: the time of its last row in microseconds, and the row. */
    private record Place(Instant at, long id) {

        static final Place BEGINNING = new Place(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

        static Place of(@Nullable String after) {
            if (after == null || after.isBlank()) {
                return BEGINNING;
            }
            if (!after.matches("-?\\d{1,18}_\\d{1,18}")) {
                throw DomainException.invalid("after", "request.invalid");
            }
            int cut = after.indexOf('_');
            return new Place(
                    Instant.EPOCH.plus(Long.parseLong(after.substring(0, cut)), ChronoUnit.MICROS),
                    Long.parseLong(after.substring(cut + 1)));
        }

        static String after(RecordedActivity last) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, last.occurredAt()) + "_" + last.id();
        }
    }

    static RecordedActivity recorded(ResultSet row, int number) throws SQLException {
        return new RecordedActivity(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                row.getString("type"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getLong("amount_fen"),
                JSON.readValue(row.getString("attributes"), ATTRIBUTES),
                row.getString("source"),
                row.getString("source_key"));
    }
}
