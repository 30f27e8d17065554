package io.siyu.reach.channel.live;

import static io.siyu.reach.channel.live.LiveRows.utc;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.landing.Visitors;
import io.siyu.reach.channel.live.LiveGuests.Guest;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Receives whoever opens the page of a live session. */
@Component
class LiveDesk {

    private final LiveRows rows;
    private final LiveGuests guests;
    private final CodeRows codes;
    private final Visitors visitors;
    private final Relations relations;
    private final StaffDirectory staff;
    private final CustomerDirectory customers;
    private final JdbcClient jdbc;
    private final Clock clock;

    LiveDesk(
            LiveRows rows,
            LiveGuests guests,
            CodeRows codes,
            Visitors visitors,
            Relations relations,
            StaffDirectory staff,
            CustomerDirectory customers,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.codes = codes;
        this.visitors = visitors;
        this.relations = relations;
        this.staff = staff;
        this.customers = customers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A session as this visitor sees it.
     *
     * @param guide their guide's name; absent for a stranger, who becomes a friend by the session's code
     */
    record Shown(
            LiveSession session,
            LiveState state,
            String code,
            @Nullable String guide,
            boolean reserved) {}

    private record Friend(CustomerId customer, StaffId guide) {}

    Optional<LiveSession> of(String key) {
        return rows.byKey(key);
    }

    Shown shown(LiveSession session, String visitor) {
        Optional<Friend> friend = friend(visitor);
        return new Shown(
                session,
                session.stateAt(clock.instant()),
                codes.require(session.codeId()).code(),
                friend.flatMap(one -> staff.find(one.guide()))
                        .map(StaffMember::name)
                        .orElse(null),
                friend.flatMap(one -> guests.find(session.id(), one.customer()))
                        .map(Guest::reservedAt)
                        .isPresent());
    }

    /** Counted once for each browser. */
    void opened(LiveSession session, String visitor) {
        jdbc.sql("""
                insert into channel_live_opening (session_id, visitor, at) values (:session, :visitor, :now)
                on conflict (session_id, visitor) do nothing""")
                .param("session", session.id())
                .param("visitor", visitor)
                .param("now", utc(clock.instant()))
                .update();
    }

    /**
     * A friend of ours wants to be told. Again and again is once.
     *
     * @throws DomainException {@code channel.live.not_friend}, {@code channel.live.no_reservations}
     */
    @Transactional
    public void reserve(LiveSession session, String visitor) {
        Friend friend = friend(visitor).orElseThrow(() -> DomainException.conflict("channel.live.not_friend"));
        CustomerId customer = customers.hold(friend.customer());
        Instant now = clock.instant();
        LiveSession held = rows.hold(session.id());
        if (held.stateAt(now) != LiveState.COMING) {
            throw DomainException.conflict("channel.live.no_reservations");
        }
        guests.reserve(held, customer, friend.guide(), now);
    }

    /** Whoever this browser is, if a guide is their friend now: who owns them, else the oldest friend. */
    private Optional<Friend> friend(String visitor) {
        return visitors.customerOf(visitor).map(customers::survivor).flatMap(customer -> {
            Optional<StaffId> owner = relations.ownerOf(customer).filter(one -> relations.follows(one, customer));
            return owner.or(() -> relations.followersOf(customer).stream().findFirst())
                    .map(guide -> new Friend(customer, guide));
        });
    }
}
