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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private record Held(long id, @Nullable FollowState before) {}

    @Transactional(propagation = Propagation.REQUIRED)
    void see(Sighting told) {
        Sighting sighting = told.of(customers.hold(told.customer()));
        List<Observation> seen = new ArrayList<>(sighting.seen());
        Instant since = sighting.since();
        boolean known = rows.find(sighting.customer(), sighting.staff()).isPresent();
        if (seen.isEmpty() && !known && since != null) {
            seen.add(Observation.added(since, sighting.sinceBy()));
        }
        if (seen.isEmpty() && !known) {
            return;
        }
        Held held = hold(sighting, seen);
        List<Observation> fresh = new ArrayList<>(seen.stream()
                .filter(one -> insert(held.id(), one) || held.before() == null)
                .toList());
        FollowHistory history = FollowHistory.of(rows.transitions(held.id()));
        Instant endedAt = history.endedAt();
        if (since != null && endedAt != null && !since.isBefore(endedAt)) {
            Observation missed = Observation.added(later(since, endedAt), sighting.sinceBy());
            insert(held.id(), missed);
            fresh.add(missed);
            history = FollowHistory.of(rows.transitions(held.id()));
        }
        store(held.id(), history, sighting.key(), sighting.remark());
        tell(sighting, held.before(), history, fresh);
    }

    /** The row, locked; made when this is the first that is seen of the two. */
    private Held hold(Sighting sighting, List<Observation> seen) {
        int made = 0;
        if (!seen.isEmpty()) {
            Instant at = seen.getFirst().at();
            made = jdbc.sql("""
                    insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at,
                        first_add_way, added_at, latest_add_way, ended_at, reopened, remark)
                    values (:customer, :staff, :external, :user, 'FOLLOWING', :at, 0, :at, 0, null, 0, '')
                    on conflict (customer_id, staff_id) do nothing""")
                    .param("customer", sighting.customer().value())
                    .param("staff", sighting.staff().value())
                    .param("external", sighting.key().externalUserId())
                    .param("user", sighting.key().wecomUserId())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }
        boolean isNew = made == 1;
        return jdbc.sql("""
                select id, state from relation_follow where customer_id = :customer and staff_id = :staff for update""")
                .param("customer", sighting.customer().value())
                .param("staff", sighting.staff().value())
                .query((row, number) ->
                        new Held(row.getLong("id"), isNew ? null : FollowState.valueOf(row.getString("state"))))
                .single();
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
        Instant endedAt = history.endedAt();
        jdbc.sql("""
                update relation_follow set state = :state, first_added_at = :firstAt, first_add_way = :firstWay,
                    first_state = :firstState, added_at = :addedAt, latest_add_way = :latestWay, latest_state = :latestState,
                    ended_at = :endedAt, reopened = :reopened, external_userid = :external, wecom_userid = :user,
                    remark = coalesce(:remark, remark)
                where id = :id""")
                .param("id", followId)
                .param("state", history.state().name())
                .param("firstAt", history.firstAddedAt().atOffset(ZoneOffset.UTC))
                .param("firstWay", history.first().addWay())
                .param("firstState", history.first().state())
                .param("addedAt", history.addedAt().atOffset(ZoneOffset.UTC))
                .param("latestWay", history.latest().addWay())
                .param("latestState", history.latest().state())
                .param(
                        "endedAt",
                        endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("reopened", history.reopened())
                .param("external", key.externalUserId())
                .param("user", key.wecomUserId())
                .param("remark", remark)
                .update();
    }

    private void tell(Sighting sighting, @Nullable FollowState before, FollowHistory history, List<Observation> fresh) {
        history.turns().stream()
                .filter(turn -> fresh.contains(turn.seen()))
                .forEach(turn -> timeline.record(fact(sighting, turn)));
        boolean was = before == FollowState.FOLLOWING;
        boolean is = history.state() == FollowState.FOLLOWING;
        Instant endedAt = history.endedAt();
        if (is && !was) {
            events.publishEvent(new FollowStarted(
                    sighting.customer(),
                    sighting.staff(),
                    history.reopened() == 0,
                    history.latest().state(),
                    history.addedAt()));
        } else if (history.state() == FollowState.HANDED_OVER) {
            // Whose customer it is now, and who is told, is known to the handover.
            return;
        } else if (was && endedAt != null) {
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
