package io.siyu.reach.channel.landing;

import io.siyu.gateway.wecom.ContactWay;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.direct.DirectWays;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private static final Duration LEASE = Duration.ofMinutes(2);

    static final String COMMON = "COMMON";
    static final String LEASED = "LEASED";
    static final String DIRECT = "DIRECT";
    static final String LINK = "LINK";

    /** In the place of a guide, where a way is not one guide's. */
    private static final long NOBODY = 0;

    private final JdbcClient jdbc;
    private final ContactWayRoom room;
    private final DirectWays direct;
    private final Clock clock;
    private final int leasedPerGuide;

    ContactWayStock(
            JdbcClient jdbc,
            ContactWayRoom room,
            DirectWays direct,
            Clock clock,
            @Value("${siyu.channel.leased-states:4}") int leasedPerGuide) {
        this.jdbc = jdbc;
        this.room = room;
        this.direct = direct;
        this.clock = clock;
        this.leasedPerGuide = leasedPerGuide;
    }

    /** One contact way to be made, found again or taken down. */
    record Job(
            long id,
            long codeId,
            String kind,
            String status,
            long staff,
            String state,
            boolean skipVerify,
            @Nullable String configId,
            int attempts,
            String codeName) {}

    /**
     * Writes down what is missing, the common ones first; {@link ContactWayMaker} makes it. One statement: codes come by the thousand. What
     * another mode needed stays, for its picture may be printed.
     */
    public void order(LiveCode code) {
        List<Place> places = new ArrayList<>();
        code.pool().forEach(member -> places.add(new Place(member.staff().value(), COMMON, 0)));
        switch (code.mode()) {
            case LANDING -> places.addAll(leased(code));
            case DIRECT -> places.add(new Place(NOBODY, DIRECT, 0));
            case ACQUISITION_LINK ->
                code.pool()
                        .forEach(member -> places.add(new Place(member.staff().value(), LINK, 0)));
        }
        List<String> ordered = order(code, places);
        room.taken(ordered.stream().filter(kind -> !kind.equals(LINK)).count());
        if (ordered.contains(DIRECT)) {
            direct.begin(code.id());
        }
    }

    private List<Place> leased(LiveCode code) {
        List<Place> places = new ArrayList<>();
        if (room.forLeases()) {
            for (PoolMember member : code.pool()) {
                for (int slot = 0; slot < leasedPerGuide; slot++) {
                    places.add(new Place(member.staff().value(), LEASED, slot));
                }
            }
        }
        return places;
    }

    /** @return the kinds of those that were missing */
    private List<String> order(LiveCode code, List<Place> places) {
        return jdbc.sql("""
                insert into channel_state (code_id, staff_id, kind, state, status, skip_verify, due_at)
                select :code, w.staff, w.kind, w.state, 'INTENT', :skipVerify, :now
                from unnest(:staff::bigint[], :kinds::text[], :slots::int[], :states::text[])
                    with ordinality w (staff, kind, slot, state, place)
                where w.slot >= (select count(*) from channel_state s where s.code_id = :code and s.staff_id = w.staff
                        and s.kind = w.kind and s.status not in ('RETIRED', 'DELETED'))
                order by w.place returning kind""")
                .param("code", code.id())
                .param("staff", places.stream().map(Place::staff).toArray(Long[]::new))
                .param("kinds", places.stream().map(Place::kind).toArray(String[]::new))
                .param("slots", places.stream().map(Place::slot).toArray(Integer[]::new))
                .param(
                        "states",
                        places.stream()
                                .map(place -> "sy_" + RandomCode.letters(20))
                                .toArray(String[]::new))
                .param("skipVerify", code.skipVerify())
                .param("now", now())
                .query(String.class)
                .list();
    }

    /** One of the ways a guide is to have by a code; taken from the first slot on. */
    private record Place(long staff, String kind, int slot) {}

    /** Those of guides who are out of the pool; the platform's own code is everybody's. */
    public void retireUnwanted(LiveCode code) {
        List<Long> wanted = new ArrayList<>(List.of(NOBODY));
        code.pool().forEach(member -> wanted.add(member.staff().value()));
        retire(code.id(), wanted);
    }

    /** When the code goes, its ways do, a farewell later. */
    public void retireAll(long codeId) {
        retire(codeId, List.of());
        direct.end(codeId);
    }

    private void retire(long codeId, List<Long> except) {
        jdbc.sql("""
                update channel_state set status = 'RETIRED', due_at = :due
                where code_id = :code and status not in ('RETIRED', 'DELETED') and staff_id <> all(:except)""")
                .param("code", codeId)
                .param("except", except.toArray(Long[]::new))
                .param("due", clock.instant().plus(FAREWELL).atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Other verification behind the same pictures: what is printed goes on working while the platform is told, one way after the other. The
     * platform's own picture of a direct code has one writer, who is told apart.
     */
    public void reverify(LiveCode code) {
        jdbc.sql("""
                update channel_state set skip_verify = :skipVerify, outdated = kind <> 'DIRECT' and status in ('CALLING', 'READY'),
                    due_at = case when kind <> 'DIRECT' and status = 'READY' then :now else due_at end
                where code_id = :code and status not in ('RETIRED', 'DELETED') and skip_verify <> :skipVerify""")
                .param("code", code.id())
                .param("skipVerify", code.skipVerify())
                .param("now", now())
                .update();
    }

    /** The next job; an order is marked as being called, so that a crash from here on is noticed. */
    Optional<Job> claim() {
        Optional<Job> job = jdbc.sql("""
                select s.id, s.code_id, s.kind, s.status, s.staff_id, s.state, s.skip_verify, s.config_id, s.attempts, c.name
                from channel_state s join channel_code c on c.id = s.code_id
                where (s.status in ('INTENT', 'CALLING', 'FAILED', 'RETIRED') or (s.status = 'READY' and s.outdated)) and s.due_at <= :now
                order by s.due_at, s.id limit 1 for update of s skip locked""")
                .param("now", now())
                .query((row, number) -> new Job(
                        row.getLong("id"),
                        row.getLong("code_id"),
                        row.getString("kind"),
                        row.getString("status"),
                        row.getLong("staff_id"),
                        row.getString("state"),
                        row.getBoolean("skip_verify"),
                        row.getString("config_id"),
                        row.getInt("attempts"),
                        row.getString("name")))
                .optional();
        job.ifPresent(one -> jdbc.sql("""
                update channel_state set due_at = :due, attempts = attempts + 1,
                    status = case when status in ('INTENT', 'FAILED') then 'CALLING' else status end
                where id = :id""")
                .param("id", one.id())
                .param("due", clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC))
                .update());
        return job;
    }

    /** Nothing that was ordered is still to be made. */
    public boolean complete(long codeId) {
        return jdbc.sql(
                        "select not exists (select from channel_state where code_id = :code and status in ('INTENT', 'CALLING'))")
                .param("code", codeId)
                .query(Boolean.class)
                .single();
    }

    void ready(Job job, ContactWay way) {
        jdbc.sql("""
                update channel_state set status = 'READY', config_id = :config, qr_url = :url, failure = null
                where id = :id and status = 'CALLING'""")
                .param("id", job.id())
                .param("config", way.configId())
                .param("url", way.qrCodeUrl())
                .update();
        jdbc.sql("update channel_state set config_id = :config where id = :id and status = 'RETIRED'")
                .param("id", job.id())
                .param("config", way.configId())
                .update();
    }

    /** @param status INTENT to make it again, CALLING to look for it again, FAILED to show why not */
    void later(Job job, String status, Duration wait, @Nullable String failure) {
        jdbc.sql("""
                update channel_state set status = :status, due_at = :due, failure = :failure
                where id = :id and status = 'CALLING'""")
                .param("id", job.id())
                .param("status", status)
                .param("due", clock.instant().plus(wait).atOffset(ZoneOffset.UTC))
                .param("failure", failure)
                .update();
    }

    /** The platform was told; unless it has changed once more meanwhile. */
    void verified(Job job) {
        jdbc.sql("""
                update channel_state set outdated = false, attempts = 0, failure = null
                where id = :id and skip_verify = :skipVerify""")
                .param("id", job.id())
                .param("skipVerify", job.skipVerify())
                .update();
    }

    /** The old verification stays for a while longer. */
    void verifyLater(Job job, Duration wait, String failure) {
        jdbc.sql("update channel_state set due_at = :due, failure = :failure where id = :id and status = 'READY'")
                .param("id", job.id())
                .param("due", clock.instant().plus(wait).atOffset(ZoneOffset.UTC))
                .param("failure", failure)
                .update();
    }

    void deleted(Job job) {
        jdbc.sql("update channel_state set status = 'DELETED' where id = :id and status = 'RETIRED'")
                .param("id", job.id())
                .update();
    }

    /** The ways at the platform that no row of ours names: among them is one whose answer was lost. */
    List<String> unknownAmong(List<String> configIds) {
        Set<String> known = Set.copyOf(
                jdbc.sql("select config_id from channel_state where config_id is not null and status <> 'DELETED'")
                        .query(String.class)
                        .list());
        return configIds.stream().filter(id -> !known.contains(id)).toList();
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
