package io.siyu.people.relation.handover;

import io.siyu.people.relation.FollowEnded;
import io.siyu.people.relation.Successions;
import io.siyu.people.relation.Successions.Succession;
import io.siyu.people.relation.handover.Items.Item;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How it ends with one customer: once, whoever of callback and question learns of it first. */
@Component
class Endings {

    private final JdbcClient jdbc;
    private final Items items;
    private final Successions successions;
    private final Clock clock;

    Endings(JdbcClient jdbc, Items items, Successions successions, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.successions = successions;
        this.clock = clock;
    }

    /** The customer moved: with the end of the row friendships, owner and news change, in one transaction. */
    @Transactional
    void moved(Item item, Instant at) {
        successions.hold(item.customer(), item.from(), item.to());
        if (items.end(item.id(), "DONE", clock.instant())) {
            successions.happened(
                    new Succession(item.customer(), item.from(), item.to(), item.externalUserId(), at, starter(item)));
        }
    }

    @Transactional
    void refused(Item item) {
        items.end(item.id(), "REFUSED", clock.instant());
    }

    @Transactional
    void takeoverFull(Item item) {
        items.end(item.id(), "FULL", clock.instant());
    }

    /** The platform knows of no transfer: the customer deleted the employee while it waited. */
    @Transactional
    void left(Item item) {
        items.end(item.id(), "LEFT", clock.instant());
    }

    @ApplicationModuleListener
    void on(FollowEnded news) {
        items.left(news.customer(), news.staff(), clock.instant());
    }

    /** Those with nobody on the way any more are done. */
    @Transactional
    public void finish() {
        jdbc.sql("""
                update relation_handover h set state = 'DONE', finished_at = :now, version = version + 1
                where h.state = 'RUNNING'
                  and not exists (select 1 from relation_handover_item i where i.handover_id = h.id
                      and i.state in ('QUEUED', 'ASKING', 'UNSURE', 'WAITING'))
                  and not exists (select 1 from relation_handover_group g where g.handover_id = h.id
                      and g.state in ('QUEUED', 'ASKING', 'UNSURE'))""").param("now", Items.utc(clock.instant())).update();
    }

    private long starter(Item item) {
        return jdbc.sql("select created_by from relation_handover where id = :id")
                .param("id", item.handover())
                .query(Long.class)
                .single();
    }
}
