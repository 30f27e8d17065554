package io.siyu.people.relation.handover;

import io.siyu.people.relation.CustomerChoice;
import io.siyu.people.relation.CustomerChoice.By;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import jakarta.validation.constraints.Positive;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which of an employee's friends a handover is about, where it is not all of them and not named one by one. */
@Component
class Selection {

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

    private final JdbcClient jdbc;
    private final Map<By, CustomerChoice> choices;
    private final BrandZone zone;

    Selection(JdbcClient jdbc, List<CustomerChoice> choices, BrandZone zone) {
        this.jdbc = jdbc;
        this.choices = choices.stream().collect(Collectors.toMap(CustomerChoice::by, Function.identity()));
        this.zone = zone;
    }

    /**
     * Whoever fulfils all that is asked for.
     *
     * @param tagId who has this tag
     * @param segmentId who is in this segment
     * @param storeId whose owning store this is
     * @param addedFrom who became a friend on this day or later
     * @param addedUntil or on this day or before
     * @param owned only those who are the employee's customers, not a colleague's with whom they are friends too
     */
    record Choice(
            @Nullable @Positive Long tagId,
            @Nullable @Positive Long segmentId,
            @Nullable @Positive Long storeId,
            @Nullable LocalDate addedFrom,
            @Nullable LocalDate addedUntil,
            boolean owned) {}

    /** @param at where the choice stands in what was sent: empty, or {@code choice.} */
    List<Long> of(StaffId from, Choice choice, String at) {
        requireDay(at + "addedFrom", choice.addedFrom());
        requireDay(at + "addedUntil", choice.addedUntil());
        List<CustomerId> friends = friends(from, choice);
        friends = among(By.TAG, choice.tagId(), friends);
        friends = among(By.SEGMENT, choice.segmentId(), friends);
        return friends.stream().map(CustomerId::value).toList();
    }

    /** A day of our times: the database knows fewer than Java. */
    private static void requireDay(String field, @Nullable LocalDate day) {
        if (day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
            throw DomainException.invalid(field, "handover.day_invalid");
        }
    }

    private List<CustomerId> among(By by, @Nullable Long id, List<CustomerId> friends) {
        if (id == null || friends.isEmpty()) {
            return friends;
        }
        CustomerChoice choice = choices.get(by);
        Set<CustomerId> chosen = choice == null ? Set.of() : choice.among(id, friends);
        return friends.stream().filter(chosen::contains).toList();
    }

    private List<CustomerId> friends(StaffId from, Choice choice) {
        LocalDate since = choice.addedFrom();
        LocalDate until = choice.addedUntil();
        return jdbc.sql("""
                select f.customer_id from relation_follow f join customer_customer c on c.id = f.customer_id
                where f.staff_id = :from and f.state = 'FOLLOWING'
                  and (:store::bigint is null or c.owner_store_id = :store)
                  and (not :owned or c.owner_staff_id = :from)
                  and (:since::timestamptz is null or f.added_at >= :since)
                  and (:until::timestamptz is null or f.added_at < :until)
                order by f.customer_id""")
                .param("from", from.value())
                .param("store", choice.storeId(), Types.BIGINT)
                .param("owned", choice.owned())
                .param("since", start(since), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", start(until == null ? null : until.plusDays(1)), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list();
    }

    private @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        if (day == null) {
            return null;
        }
        Instant start = zone.startOf(day);
        return Items.utc(start);
    }
}
