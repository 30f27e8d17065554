package io.siyu.reach.channel.figures;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffJoined;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.StaffMoved;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Which store a guide's days count for: a move counts for the whole day on which it is known. At once by the news of it, and now and
 * then for what no news told.
 */
@Component
class GuideStores implements PolledWork {

    private final JdbcClient jdbc;
    private final StaffDirectory staff;
    private final Clock clock;
    private final BrandZone zone;

    GuideStores(JdbcClient jdbc, StaffDirectory staff, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
        this.zone = zone;
    }

    @ApplicationModuleListener
    void on(StaffJoined joined) {
        review(joined.staff());
    }

    @ApplicationModuleListener
    void on(StaffMoved moved) {
        review(moved.staff());
    }

    private void review(StaffId guide) {
        note(staff.find(guide).stream().toList());
    }

    @Override
    public String name() {
        return "channel.guide-stores";
    }

    @Override
    public boolean workOnce() {
        note(staff.all());
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    /** Somebody who is seen for the first time has always been where they are. */
    private void note(Collection<StaffMember> seen) {
        List<StaffMember> members = List.copyOf(seen);
        jdbc.sql("""
                with moved as (
                    select s.staff_id, s.store_id, g.staff_id is null as fresh
                    from unnest(:staff::bigint[], :stores::bigint[]) s (staff_id, store_id)
                    left join channel_guide_store g on g.staff_id = s.staff_id and g.until = 'infinity'
                    where g.staff_id is null or g.store_id is distinct from s.store_id),
                left_off as (
                    update channel_guide_store g set until = :today from moved m
                    where g.staff_id = m.staff_id and g.until = 'infinity' and g.since < :today)
                insert into channel_guide_store (staff_id, since, store_id)
                select staff_id, case when fresh then date '2000-01-01' else :today end, store_id from moved order by staff_id
                on conflict (staff_id, since) do update set store_id = excluded.store_id, until = 'infinity'""")
                .param(
                        "staff",
                        members.stream().mapToLong(one -> one.id().value()).toArray())
                .param("stores", members.stream().map(GuideStores::storeOf).toArray(Long[]::new))
                .param("today", zone.dateOf(clock.instant()))
                .update();
    }

    private static @Nullable Long storeOf(StaffMember member) {
        StoreId store = member.storeId();
        return store == null ? null : store.value();
    }
}
