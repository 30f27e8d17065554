package io.siyu.people.customer;

import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes two records one person: keys move, the merged record becomes a pointer, everybody who keeps state by customer takes part, and
 * what was before is written down so that it can be undone.
 */
@Component
class Merging {

    /** A person with more keys than this is a mistake: a device that many share, a number that was tested with. */
    private static final int MOST_IDENTITIES = 50;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Identities identities;
    private final People people;
    private final Timeline timeline;
    private final Changes changes;
    private final ObjectProvider<MergeParticipant> participants;
    private final ApplicationEventPublisher events;

    Merging(
            JdbcClient jdbc,
            JsonMapper json,
            Identities identities,
            People people,
            Timeline timeline,
            Changes changes,
            ObjectProvider<MergeParticipant> participants,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.identities = identities;
        this.people = people;
        this.timeline = timeline;
        this.changes = changes;
        this.participants = participants;
        this.events = events;
    }

    /** One line of the merge log. */
    record Entry(long id, long survivorId, long mergedId, String mergedName, String state, String reason, Instant at) {}

    private record Before(People.Row survivor, People.Row merged, List<Long> identities) {}

    /**
     * Both must be locked and living.
     *
     * @return false when together they have too many keys; the refusal is in the log
     */
    boolean merge(CustomerId survivor, CustomerId merged, String reason, Instant at) {
        Before before = new Before(people.row(survivor), people.row(merged), List.of());
        if (identities.count(survivor) + identities.count(merged) > MOST_IDENTITIES) {
            log(survivor, merged, "REFUSED", reason, before, at);
            return false;
        }
        List<Long> moved = identities.move(merged, survivor);
        people.absorb(survivor, merged);
        timeline.join(survivor, merged);
        participants.orderedStream().forEach(participant -> participant.merge(survivor, merged));
        log(survivor, merged, "MERGED", reason, new Before(before.survivor(), before.merged(), moved), at);
        changes.tell(merged, CustomerChange.Kind.MERGED);
        changes.tell(survivor, CustomerChange.Kind.ABSORBED);
        events.publishEvent(new CustomersMerged(survivor, merged));
        return true;
    }

    /** Two who were taken for one by a key that proves too little stay apart; the log says so. */
    void refuse(CustomerId one, CustomerId other, String reason, Instant at) {
        CustomerId older = one.value() < other.value() ? one : other;
        CustomerId younger = older.equals(one) ? other : one;
        log(older, younger, "REFUSED", reason, new Before(people.row(older), people.row(younger), List.of()), at);
    }

    List<Entry> logOf(CustomerId customer) {
        return jdbc.sql("""
                select l.id, l.survivor_id, l.merged_id, m.name as merged_name, l.state, l.reason, l.at from customer_merge l
                join customer_customer m on m.id = l.merged_id
                where l.survivor_id = :id or l.merged_id = :id order by l.id desc limit 200""")
                .param("id", customer.value())
                .query((row, number) -> new Entry(
                        row.getLong("id"),
                        row.getLong("survivor_id"),
                        row.getLong("merged_id"),
                        row.getString("merged_name"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void log(CustomerId survivor, CustomerId merged, String state, String reason, Before before, Instant at) {
        jdbc.sql("""
                insert into customer_merge (survivor_id, merged_id, state, reason, before, at)
                values (:survivor, :merged, :state, :reason, :before::jsonb, :at)
                on conflict (survivor_id, merged_id, state) do nothing""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .param("state", state)
                .param("reason", reason)
                .param("before", json.writeValueAsString(before))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
