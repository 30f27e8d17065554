package io.siyu.people.relation.lead;

import io.siyu.foundation.job.PolledWork;
import io.siyu.foundation.scope.DataScope;
import io.siyu.people.staff.StaffDeparted;
import io.siyu.people.staff.StaffMoved;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes leads back that nobody works on: those of guides who left go to their colleagues of the store, as far as these have room, and
 * those that were left alone for too long go back into the pool.
 */
@Component
class LeadRecall implements PolledWork {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Deals deals;
    private final LeadRules rules;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeadRecall(JdbcClient jdbc, Deals deals, LeadRules rules, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.rules = rules;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Orphan(long id, @Nullable Long storeId) {}

    @ApplicationModuleListener
    void on(StaffDeparted departed) {
        jdbc.sql(
                        "update relation_lead set orphaned = true where staff_id = :staff and state in ('ASSIGNED', 'CONTACTED')")
                .param("staff", departed.staff().value())
                .update();
    }

    /** What a guide is working on goes along. */
    @ApplicationModuleListener
    void on(StaffMoved moved) {
        StoreId to = moved.to();
        jdbc.sql(
                        "update relation_lead set store_id = :store where staff_id = :staff and state in ('ASSIGNED', 'CONTACTED')")
                .param("store", to == null ? null : to.value(), Types.BIGINT)
                .param("staff", moved.staff().value())
                .update();
    }

    @Override
    public String name() {
        return "relation.lead-recall";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        Boolean found = transaction.execute(status -> orphans() | untouched());
        return Boolean.TRUE.equals(found);
    }

    private boolean orphans() {
        if (!jdbc.sql("select exists (select from relation_lead where orphaned)")
                .query(Boolean.class)
                .single()) {
            return false;
        }
        deals.hold();
        List<Orphan> orphans =
                jdbc.sql("""
                select id, store_id from relation_lead where orphaned order by id limit :most for update skip locked""").param("most", BATCH).query(Orphan.class).list();
        if (orphans.isEmpty()) {
            return false;
        }
        List<Long> ids = orphans.stream().map(Orphan::id).toList();
        Set<StoreId> stores = new HashSet<>();
        orphans.forEach(one -> {
            if (one.storeId() != null) {
                stores.add(new StoreId(one.storeId()));
            }
        });
        deals.recall(ids, new DataScope.All(), "DEPARTED");
        deals.deal(ids, deals.colleagues(stores), new DataScope.All(), false);
        return true;
    }

    private boolean untouched() {
        int days = rules.now().untouchedDays();
        if (days == 0) {
            return false;
        }
        List<Long> ids = jdbc.sql("""
                select id from relation_lead where state in ('ASSIGNED', 'CONTACTED') and touched_at < :long_ago
                  and (next_on is null or next_on < :today) order by touched_at limit :most for update skip locked""")
                .param("long_ago", clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                .param("today", LocalDate.ofInstant(clock.instant(), clock.getZone()))
                .param("most", BATCH)
                .query(Long.class)
                .list();
        return !ids.isEmpty() && deals.recall(ids, new DataScope.All(), "UNTOUCHED") > 0;
    }
}
