package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Customers on their way from one member to another. For a day the customer may say no; then they move by themselves. */
@Component
@InSandbox
public class Transfers {

    static final Duration TO_SAY_NO = Duration.ofHours(24);

    /** Somebody works here and gave the customer away, or left and the customer is given away for them. */
    public record Transfer(
            long id,
            String handover,
            String takeover,
            String externalUserid,
            boolean resigned,
            String message,
            String state,
            Instant askedAt,
            Instant effectiveAt) {}

    private static final int USUAL_SWEEP = 200;
    /** Whoever asks waits for an answer, with little patience. */
    static final int SWEEP_FOR_AN_ANSWER = 20;

    private final JdbcClient jdbc;
    private final Relations relations;
    private final WorkEvents events;

    Transfers(JdbcClient jdbc, Relations relations, WorkEvents events) {
        this.jdbc = jdbc;
        this.relations = relations;
        this.events = events;
    }

    /** False when this friendship is being transferred already. */
    boolean ask(String handover, String takeover, String external, boolean resigned, String message, Instant at) {
        return jdbc.sql("""
                        insert into sandbox_transfer (handover_userid, takeover_userid, external_userid, resigned, message,
                            state, asked_at, effective_at)
                        values (:handover, :takeover, :external, :resigned, :message, 'WAITING', :at, :effective)
                        on conflict (handover_userid, external_userid) where state = 'WAITING' do nothing""")
                        .param("handover", handover)
                        .param("takeover", takeover)
                        .param("external", external)
                        .param("resigned", resigned)
                        .param("message", message)
                        .param("at", Times.sql(at))
                        .param("effective", Times.sql(at.plus(TO_SAY_NO)))
                        .update()
                == 1;
    }

    /** How often members who work here gave this customer away since then, successfully or not yet. */
    int givenAway(String external, Instant since) {
        return jdbc.sql("""
                        select count(*) from sandbox_transfer
                        where external_userid = :external and not resigned and state in ('WAITING', 'DONE')
                          and asked_at > :since""")
                .param("external", external)
                .param("since", Times.sql(since))
                .query(Integer.class)
                .single();
    }

    /** The newest of every customer of the two, in the order they were asked for. */
    List<Transfer> between(String handover, String takeover, boolean resigned, long afterId, int limit) {
        return jdbc.sql("""
                        select * from sandbox_transfer t
                        where handover_userid = :handover and takeover_userid = :takeover and resigned = :resigned
                          and state <> 'GONE' and id > :after
                          and not exists (select 1 from sandbox_transfer newer
                              where newer.handover_userid = t.handover_userid and newer.takeover_userid = t.takeover_userid
                                and newer.external_userid = t.external_userid and newer.id > t.id)
                        order by id limit :limit""")
                .param("handover", handover)
                .param("takeover", takeover)
                .param("resigned", resigned)
                .param("after", afterId)
                .param("limit", limit)
                .query(Transfers::transfer)
                .list();
    }

    /** What this customer is asked to agree to. */
    public List<Transfer> offeredTo(String external) {
        return jdbc.sql(
                        "select * from sandbox_transfer where external_userid = :external and state = 'WAITING' order by id")
                .param("external", external)
                .query(Transfers::transfer)
                .list();
    }

    /** The customer says no; false when it is too late. */
    @Transactional
    public boolean refuse(long id, String external, Instant now) {
        Optional<Transfer> refused = jdbc.sql("""
                        update sandbox_transfer set state = 'REFUSED'
                        where id = :id and external_userid = :external and state = 'WAITING' and effective_at > :now
                        returning *""")
                .param("id", id)
                .param("external", external)
                .param("now", Times.sql(now))
                .query(Transfers::transfer)
                .optional();
        refused.ifPresent(one -> events.transferFailed(one.takeover(), external, "customer_refused"));
        return refused.isPresent();
    }

    /** Those whose day is over take effect, some of them at a time; false when there was none. */
    @Transactional
    public boolean takeEffect(Instant now) {
        return takeEffect(now, USUAL_SWEEP);
    }

    @Transactional
    public boolean takeEffect(Instant now, int most) {
        List<Transfer> due = jdbc.sql("""
                        select * from sandbox_transfer where state = 'WAITING' and effective_at <= :now
                        order by effective_at, id limit :limit for update skip locked""")
                .param("now", Times.sql(now))
                .param("limit", most)
                .query(Transfers::transfer)
                .list();
        due.forEach(this::takeEffect);
        return !due.isEmpty();
    }

    private void takeEffect(Transfer transfer) {
        Optional<Relation> before = relations.find(transfer.handover(), transfer.externalUserid());
        if (before.isEmpty()) {
            settle(transfer, "GONE");
            return;
        }
        if (isFull(transfer.takeover())) {
            settle(transfer, "LIMITED");
            events.transferFailed(transfer.takeover(), transfer.externalUserid(), "customer_limit_exceed");
            return;
        }
        settle(transfer, "DONE");
        relations.end(transfer.handover(), transfer.externalUserid(), true, transfer.effectiveAt());
        events.deletedByTransfer(transfer.handover(), transfer.externalUserid());
        relations
                .open(
                        transfer.takeover(),
                        transfer.externalUserid(),
                        "",
                        Relations.ASSIGNED,
                        transfer.handover(),
                        transfer.effectiveAt())
                .ifPresent(now -> {
                    relations.inherit(now, before.get());
                    events.added(transfer.takeover(), transfer.externalUserid(), "", null, transfer.effectiveAt());
                });
    }

    private boolean isFull(String takeover) {
        return jdbc.sql("""
                        select coalesce(m.most_customers <= (select count(*) from sandbox_relation r
                            where r.userid = m.userid and r.ended_at is null), false)
                        from sandbox_member m where m.userid = :userid""").param("userid", takeover).query(Boolean.class).single();
    }

    private void settle(Transfer transfer, String state) {
        jdbc.sql("update sandbox_transfer set state = :state where id = :id")
                .param("state", state)
                .param("id", transfer.id())
                .update();
    }

    private static Transfer transfer(ResultSet row, int number) throws SQLException {
        return new Transfer(
                row.getLong("id"),
                row.getString("handover_userid"),
                row.getString("takeover_userid"),
                row.getString("external_userid"),
                row.getBoolean("resigned"),
                row.getString("message"),
                row.getString("state"),
                Times.read(row, "asked_at"),
                Times.read(row, "effective_at"));
    }
}
