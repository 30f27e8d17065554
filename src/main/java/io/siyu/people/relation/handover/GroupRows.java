package io.siyu.people.relation.handover;

import io.siyu.shared.StaffId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The groups of handovers. */
@Component
class GroupRows {

    private final JdbcClient jdbc;

    GroupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param unsure whether an answer about it was lost */
    record Group(long id, String chatId, boolean unsure) {}

    record Round(long handover, boolean resigned, StaffId to, List<Group> groups) {}

    private record Head(long handover, boolean resigned, long to) {}

    /**
     * Takes the next groups of one new owner that are due, as many as that one may still be given today; in the caller's transaction. Those
     * beyond wait for tomorrow.
     */
    Optional<Round> take(int most, int mostADay, Instant now, Instant today, Instant lease) {
        Optional<Head> head =
                jdbc.sql("""
                select h.id as handover, h.resigned, g.to_staff_id as "to" from relation_handover_group g
                join relation_handover h on h.id = g.handover_id and (h.state = 'RUNNING' or g.state = 'UNSURE')
                where g.state in ('QUEUED', 'UNSURE') and g.due_at <= :now and g.to_staff_id is not null
                order by g.due_at, g.id limit 1""").param("now", Items.utc(now)).query(Head.class).optional();
        return head.map(one -> {
            lock(one.to());
            long room = mostADay - givenSince(one.to(), today);
            if (room <= 0) {
                // What is left is to be looked at only, which a full day does not forbid.
                putOff(one, now, today.plus(Duration.ofDays(1)));
            }
            return new Round(
                    one.handover(),
                    one.resigned(),
                    new StaffId(one.to()),
                    take(one, room <= 0 ? most : Math.min(most, room), now, lease));
        });
    }

    private List<Group> take(Head head, long most, Instant now, Instant lease) {
        return jdbc.sql("""
                update relation_handover_group g set state = 'ASKING', asked_at = :now, due_at = :lease, attempts = attempts + 1
                from (select id, state from relation_handover_group
                    where handover_id = :handover and to_staff_id = :to and state in ('QUEUED', 'UNSURE') and due_at <= :now
                    order by due_at, id limit :most for update skip locked) as due
                where g.id = due.id returning g.id, g.chat_id, due.state = 'UNSURE' as unsure""")
                .param("now", Items.utc(now))
                .param("lease", Items.utc(lease))
                .param("handover", head.handover())
                .param("to", head.to())
                .param("most", most)
                .query(Group.class)
                .list();
    }

    private long givenSince(long to, Instant today) {
        return jdbc.sql("""
                select count(*) from relation_handover_group
                where to_staff_id = :to and state in ('ASKING', 'UNSURE', 'DONE') and asked_at >= :today""")
                .param("to", to)
                .param("today", Items.utc(today))
                .query(Long.class)
                .single();
    }

    private void putOff(Head head, Instant now, Instant tomorrow) {
        jdbc.sql("""
                update relation_handover_group set due_at = :tomorrow
                where to_staff_id = :to and state = 'QUEUED' and due_at <= :now""")
                .param("tomorrow", Items.utc(tomorrow))
                .param("to", head.to())
                .param("now", Items.utc(now))
                .update();
    }

    void done(long id, Instant now) {
        end(List.of(id), "DONE", 0, now);
    }

    void failed(Collection<Long> ids, int code, Instant now) {
        end(ids, "FAILED", code, now);
    }

    private void end(Collection<Long> ids, String state, int code, Instant now) {
        jdbc.sql("""
                update relation_handover_group set state = :state, code = :code, finished_at = :now, due_at = null
                where id in (:ids) and state = 'ASKING'""")
                .param("state", state)
                .param("code", code)
                .param("now", Items.utc(now))
                .param("ids", Items.nonEmpty(ids))
                .update();
    }

    /** Nothing was done: it may be asked for again. */
    void again(Collection<Long> ids, Instant dueAt) {
        back(ids, "QUEUED", dueAt);
    }

    void unsure(Collection<Long> ids, Instant dueAt) {
        back(ids, "UNSURE", dueAt);
    }

    private void back(Collection<Long> ids, String state, Instant dueAt) {
        jdbc.sql("""
                update relation_handover_group set state = :state, due_at = :due
                where id in (:ids) and state = 'ASKING'""")
                .param("state", state)
                .param("due", Items.utc(dueAt))
                .param("ids", Items.nonEmpty(ids))
                .update();
    }

    /** Those whose process ended while it asked. */
    void lost(Instant now) {
        jdbc.sql("update relation_handover_group set state = 'UNSURE' where state = 'ASKING' and due_at <= :now")
                .param("now", Items.utc(now))
                .update();
    }

    List<String> nameless(int most) {
        return jdbc.sql("select distinct chat_id from relation_handover_group where name is null limit :most")
                .param("most", most)
                .query(String.class)
                .list();
    }

    void name(String chat, String name) {
        jdbc.sql("update relation_handover_group set name = :name where chat_id = :chat and name is null")
                .param("name", name)
                .param("chat", chat)
                .update();
    }

    private void lock(long owner) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('relation_handover_group'), hashint8(:owner))")
                .param("owner", owner)
                .query((row, number) -> true)
                .single();
    }
}
