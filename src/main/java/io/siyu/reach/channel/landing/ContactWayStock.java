package io.siyu.reach.channel.landing;

import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.code.Verification;
import io.siyu.reach.channel.direct.DirectWays;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The contact ways kept ready for each code and guide: a few that are leased to one scan at a time, and a common one for when those are
 * all out.
 */
@Component
public class ContactWayStock {

    /** A late add must still find its code, so a retired way lives on for a while. */
    static final Duration FAREWELL = Duration.ofDays(1);

    static final String COMMON = "COMMON";
    static final String LEASED = "LEASED";
    static final String DIRECT = "DIRECT";
    static final String LINK = "LINK";

    /** In the place of a guide, where a way is not one guide's. */
    private static final long NOBODY = 0;

    private final JdbcClient jdbc;
    private final ContactWayRoom room;
    private final DirectWays direct;
    private final Verification verification;
    private final Clock clock;
    private final int leasedPerGuide;

    ContactWayStock(
            JdbcClient jdbc,
            ContactWayRoom room,
            DirectWays direct,
            Verification verification,
            Clock clock,
            @Value("${siyu.channel.leased-states:4}") int leasedPerGuide) {
        this.jdbc = jdbc;
        this.room = room;
        this.direct = direct;
        this.verification = verification;
        this.clock = clock;
        this.leasedPerGuide = leasedPerGuide;
    }

    /**
     * Writes down what these codes are missing; {@link ContactWayMaker} makes it. One statement: codes come by the thousand. What
     * another mode needed stays, for its picture may be printed.
     */
    public void order(Collection<LiveCode> codes) {
        List<Place> places = new ArrayList<>();
        for (LiveCode code : codes) {
            boolean skip = verification.skipped(code, clock.instant());
            code.pool()
                    .forEach(member ->
                            places.add(Place.of(code, skip, member.staff().value(), COMMON)));
            switch (code.mode()) {
                case LANDING -> places.addAll(leased(code, skip, places.size()));
                case DIRECT -> places.add(Place.of(code, skip, NOBODY, DIRECT));
                case ACQUISITION_LINK ->
                    code.pool()
                            .forEach(member -> places.add(
                                    Place.of(code, skip, member.staff().value(), LINK)));
            }
        }
        List<Ordered> ordered = places.isEmpty() ? List.of() : insert(places);
        room.taken(ordered.stream().filter(one -> !one.kind().equals(LINK)).count());
        List<Long> begun = ordered.stream()
                .filter(one -> one.kind().equals(DIRECT))
                .map(Ordered::code)
                .toList();
        if (!begun.isEmpty()) {
            direct.begin(begun);
        }
    }

    /** @param before how many are about to be ordered besides */
    private List<Place> leased(LiveCode code, boolean skip, int before) {
        List<Place> places = new ArrayList<>();
        if (room.forLeases(before)) {
            for (PoolMember member : code.pool()) {
                for (int slot = 0; slot < leasedPerGuide; slot++) {
                    places.add(new Place(code.id(), skip, member.staff().value(), LEASED, slot));
                }
            }
        }
        return places;
    }

    private record Ordered(long code, String kind) {}

    /** @return those that were missing */
    private List<Ordered> insert(List<Place> places) {
        return jdbc.sql("""
                with have as (
                    select code_id, staff_id, kind, count(*) as many from channel_state
                    where code_id = any(:codes) and status not in ('RETIRED', 'DELETED') group by code_id, staff_id, kind)
                insert into channel_state (code_id, staff_id, kind, state, status, skip_verify, due_at, rank)
                select w.code, w.staff, w.kind, w.state, 'INTENT', w.skip_verify, :now,
                    case w.kind when 'LEASED' then :spare else :needed end
                from unnest(:codes::bigint[], :skipVerify::boolean[], :staff::bigint[], :kinds::text[], :slots::int[], :states::text[])
                    with ordinality w (code, skip_verify, staff, kind, slot, state, place)
                left join have h on h.code_id = w.code and h.staff_id = w.staff and h.kind = w.kind
                where w.slot >= coalesce(h.many, 0)
                order by w.place returning code_id, kind""")
                .param("codes", places.stream().map(Place::code).toArray(Long[]::new))
                .param("skipVerify", places.stream().map(Place::skipVerify).toArray(Boolean[]::new))
                .param("staff", places.stream().map(Place::staff).toArray(Long[]::new))
                .param("kinds", places.stream().map(Place::kind).toArray(String[]::new))
                .param("slots", places.stream().map(Place::slot).toArray(Integer[]::new))
                .param(
                        "states",
                        places.stream()
                                .map(place -> "sy_" + RandomCode.letters(20))
                                .toArray(String[]::new))
                .param("needed", ContactWayJobs.NEEDED)
                .param("spare", ContactWayJobs.SPARE)
                .param("now", now())
                .query((row, number) -> new Ordered(row.getLong("code_id"), row.getString("kind")))
                .list();
    }

    /** One of the ways a guide is to have by a code; taken from the first slot on. */
    private record Place(long code, boolean skipVerify, long staff, String kind, int slot) {

        /** The only one of its kind. */
        static Place of(LiveCode code, boolean skip, long staff, String kind) {
            return new Place(code.id(), skip, staff, kind, 0);
        }
    }

    /** Those of guides who are out of the pool; the platform's own code is everybody's. */
    public void retireUnwanted(LiveCode code) {
        List<Long> wanted = new ArrayList<>(List.of(NOBODY));
        code.pool().forEach(member -> wanted.add(member.staff().value()));
        retire(code.id(), wanted);
    }

    /** When the code goes, its ways do, a farewell later. */
    public void retireAll(long codeId) {
        retire(codeId, List.of());
        direct.end(List.of(codeId));
    }

    private void retire(long codeId, List<Long> except) {
        jdbc.sql("""
                update channel_state set status = 'RETIRED', due_at = :due, rank = greatest(rank, 1)
                where code_id = :code and status not in ('RETIRED', 'DELETED') and staff_id <> all(:except)""")
                .param("code", codeId)
                .param("except", except.toArray(Long[]::new))
                .param("due", clock.instant().plus(FAREWELL).atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Other verification behind the same pictures: what is printed goes on working while the platform is told, one way after the other. The
     * platform's own picture of a direct code has one writer, who is told apart. Whoever is just telling it the last change keeps the turn:
     * of two calls at once the slower would win.
     */
    public void reverify(Collection<LiveCode> codes) {
        Instant at = clock.instant();
        jdbc.sql("""
                update channel_state s set skip_verify = w.skip, outdated = kind <> 'DIRECT' and status in ('CALLING', 'READY'),
                    due_at = case when kind <> 'DIRECT' and status = 'READY' then greatest(due_at, :now) else due_at end
                from unnest(:codes::bigint[], :skips::boolean[]) w(code, skip)
                where code_id = w.code and status not in ('RETIRED', 'DELETED') and skip_verify <> w.skip""")
                .param("codes", codes.stream().map(LiveCode::id).toArray(Long[]::new))
                .param(
                        "skips",
                        codes.stream()
                                .map(code -> verification.skipped(code, at))
                                .toArray(Boolean[]::new))
                .param("now", now())
                .update();
    }

    /** What the code cannot do without is made; not the ways that are lent to single scans, which come last of all. */
    public boolean complete(long codeId) {
        return jdbc.sql("""
                select not exists (select from channel_state
                    where code_id = :code and kind <> 'LEASED' and status in ('INTENT', 'CALLING'))""").param("code", codeId).query(Boolean.class).single();
    }

    /** Why contact ways of this code could not be made, by guide. */
    public List<Failure> failures(long codeId) {
        return jdbc.sql("""
                select staff_id, max(failure) as failure from channel_state
                where code_id = :code and (status in ('FAILED', 'INTENT', 'CALLING') or outdated) and failure is not null
                group by staff_id""")
                .param("code", codeId)
                .query((row, number) -> new Failure(row.getLong("staff_id"), row.getString("failure")))
                .list();
    }

    public record Failure(long staffId, String failure) {}

    private OffsetDateTime now() {
        Instant now = clock.instant();
        return now.atOffset(ZoneOffset.UTC);
    }
}
