package io.siyu.people.relation;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.FollowHistory.Turn;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what was seen of friendships and tells what it changed: timeline, events, owner. */
@Component
class Follows {

    private final JdbcClient jdbc;
    private final FollowRows rows;
    private final Owners owners;
    private final CustomerDirectory customers;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Follows(
            JdbcClient jdbc,
            FollowRows rows,
            Owners owners,
            CustomerDirectory customers,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.owners = owners;
        this.customers = customers;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /** @param since when the platform says the present friendship began; absent where it lists none */
    record Sighting(
            CustomerId customer,
            StaffId staff,
            RelationKey key,
            List<Observation> seen,
            @Nullable Instant since,
            AddedBy sinceBy,
            @Nullable String remark) {

        Sighting of(CustomerId living) {
            return new Sighting(living, staff, key, seen, since, sinceBy, remark);
        }
    }

    /** @param before absent when the row was made just now, from what was seen */
    private record Held(long id, @Nullable FollowState before) {

        boolean isNew() {
            return before == null;
        }
    }

    @Transactional(propagation = Propagation.REQUIRED)
    void see(Sighting told) {
        Sighting sighting = told.of(customers.hold(told.customer()));
        List<Observation> seen = new ArrayList<>(sighting.seen());
        Instant since = sighting.since();
        if (seen.isEmpty()
                && since != null
                && rows.find(sighting.customer(), sighting.staff()).isEmpty()) {
            seen.add(Observation.added(since, sighting.sinceBy()));
        }
        begin(sighting, seen).or(() -> hold(sighting)).ifPresent(held -> take(sighting, held, seen));
    }

    private void take(Sighting sighting, Held held, List<Observation> seen) {
        List<Observation> fresh = new ArrayList<>(seen.stream()
                .filter(one -> insert(held.id(), one) || held.isNew())
                .toList());
        FollowHistory history = FollowHistory.of(held.isNew() ? seen : rows.transitions(held.id()));
        Instant since = sighting.since();
        Instant endedAt = history.endedAt();
        boolean asWritten = held.isNew();
        if (since != null && endedAt != null && !since.isBefore(endedAt)) {
            Observation missed = Observation.added(later(since, endedAt), sighting.sinceBy());
            insert(held.id(), missed);
            fresh.add(missed);
            history = FollowHistory.of(rows.transitions(held.id()));
            asWritten = false;
        }
        if (!asWritten) {
            store(held.id(), history, sighting.key(), sighting.remark());
        }
        tell(sighting, held.before(), history, fresh);
    }

    /** The row, made and locked when this is the first that is seen of the two. */
    private Optional<Held> begin(Sighting sighting, List<Observation> seen) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        return written("""
                        insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at,
                            first_add_way, first_state, added_at, latest_add_way, latest_state, ended_at, reopened, remark)
                        values (:customer, :staff, :external, :user, :state, :firstAt, :firstWay, :firstState, :addedAt, :latestWay,
                            :latestState, :endedAt, :reopened, coalesce(:remark, ''))
                        on conflict (customer_id, staff_id) do nothing returning id""", FollowHistory.of(seen), sighting.key(), sighting.remark())
                .param("customer", sighting.customer().value())
                .param("staff", sighting.staff().value())
                .query((row, number) -> new Held(row.getLong("id"), null))
                .optional();
    }

    private Optional<Held> hold(Sighting sighting) {
        return jdbc.sql("""
                select id, state from relation_follow where customer_id = :customer and staff_id = :staff for update""")
                .param("customer", sighting.customer().value())
                .param("staff", sighting.staff().value())
                .query((row, number) -> new Held(row.getLong("id"), FollowState.valueOf(row.getString("state"))))
                .optional();
    }

    private boolean insert(long followId, Observation one) {
        return jdbc.sql("""
                insert into relation_transition (follow_id, kind, at, add_way, state, seen_at)
                values (:follow, :kind, :at, :way, :state, :now) on conflict (follow_id, kind, at) do nothing""")
                        .param("follow", followId)
                        .param("kind", one.kind().name())
                        .param("at", one.at().atOffset(ZoneOffset.UTC))
                        .param("way", one.by().addWay())
                        .param("state", one.by().state())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void store(long followId, FollowHistory history, RelationKey key, @Nullable String remark) {
        written("""
                        update relation_follow set state = :state, first_added_at = :firstAt, first_add_way = :firstWay,
                            first_state = :firstState, added_at = :addedAt, latest_add_way = :latestWay,
                            latest_state = :latestState, ended_at = :endedAt, reopened = :reopened,
                            external_userid = :external, wecom_userid = :user, remark = coalesce(:remark, remark)
                        where id = :id""", history, key, remark).param("id", followId).update();
    }

    private StatementSpec written(String sql, FollowHistory history, RelationKey key, @Nullable String remark) {
        Instant endedAt = history.endedAt();
        return jdbc.sql(sql)
                .param("state", history.state().name())
                .param("firstAt", history.firstAddedAt().atOffset(ZoneOffset.UTC))
                .param("firstWay", history.first().addWay())
                .param("firstState", history.first().state(), Types.VARCHAR)
                .param("addedAt", history.addedAt().atOffset(ZoneOffset.UTC))
                .param("latestWay", history.latest().addWay())
                .param("latestState", history.latest().state(), Types.VARCHAR)
                .param(
                        "endedAt",
                        endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("reopened", history.reopened())
                .param("external", key.externalUserId())
                .param("user", key.wecomUserId())
                .param("remark", remark, Types.VARCHAR);
    }

    private void tell(Sighting sighting, @Nullable FollowState before, FollowHistory history, List<Observation> fresh) {
        history.turns().stream()
                .filter(turn -> fresh.contains(turn.seen()))
                .forEach(turn -> timeline.record(fact(sighting, turn)));
        boolean was = before == FollowState.FOLLOWING;
        boolean is = history.state() == FollowState.FOLLOWING;
        Instant endedAt = history.endedAt();
        if (history.state() == FollowState.HANDED_OVER) {
            // Whose customer it is now, and who is told, is known to the handover.
            return;
        }
        if (was && !is && endedAt != null) {
            boolean byCustomer = history.state() == FollowState.DELETED_BY_CUSTOMER;
            events.publishEvent(new FollowEnded(sighting.customer(), sighting.staff(), byCustomer, endedAt));
        }
        if (is != was || before == null) {
            owners.review(sighting.customer());
        }
    }

    private static Activity fact(Sighting sighting, Turn turn) {
        String state = turn.seen().by().state();
        Map<String, String> attributes = state == null
                ? Map.of("staffId", sighting.staff().toString())
                : Map.of("staffId", sighting.staff().toString(), "state", state);
        return new Activity(
                sighting.customer(),
                turn.turning().activity(),
                turn.seen().at(),
                0,
                attributes,
                "relation",
                sighting.key().externalUserId() + "/" + sighting.staff() + "/"
                        + turn.seen().kind());
    }

    /** The platform counts in seconds: begun again in the second it ended is begun after it. */
    private static Instant later(Instant since, Instant endedAt) {
        return since.isAfter(endedAt) ? since : endedAt.plusMillis(1);
    }
}
