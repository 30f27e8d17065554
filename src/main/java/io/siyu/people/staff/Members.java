package io.siyu.people.staff;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what is known of employees, and tells when one came or went. Each change counts once, whoever sees it first. */
@Component
class Members {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Members(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The directory shows this member as active, under this name. */
    @Transactional
    StaffId arrived(String wecomUserId, String name) {
        KnownStaff.forget();
        Optional<Long> known = jdbc.sql("""
                update staff_member set name = :name where wecom_user_id = :userId and active returning id""")
                .param("name", name)
                .param("userId", wecomUserId)
                .query(Long.class)
                .optional();
        return known.map(StaffId::new).orElseGet(() -> cameIn(wecomUserId, name));
    }

    private StaffId cameIn(String wecomUserId, String name) {
        // Two who see the newcomer at once: the row's own lock lets one of them make the change and the other find it
        // made.
        Optional<Long> changed = jdbc.sql("""
                insert into staff_member (wecom_user_id, name, active, joined_at) values (:userId, :name, true, :at)
                on conflict (wecom_user_id) do update set name = excluded.name, active = true, left_at = null,
                    leaves_on = null, notice_at = null
                    where not staff_member.active
                returning id""")
                .param("userId", wecomUserId)
                .param("name", name)
                .param("at", now())
                .query(Long.class)
                .optional();
        changed.map(StaffId::new).map(StaffJoined::new).ifPresent(events::publishEvent);
        long id = changed.orElseGet(() -> jdbc.sql("select id from staff_member where wecom_user_id = :userId")
                .param("userId", wecomUserId)
                .query(Long.class)
                .single());
        return new StaffId(id);
    }

    /** The directory shows this member as gone. Nobody is removed: their customers and their history name them. */
    @Transactional
    void departed(String wecomUserId) {
        KnownStaff.forget();
        jdbc.sql("""
                update staff_member set active = false, left_at = :at, leads_token = null, leads_until = null where wecom_user_id = :userId and active returning id""")
                .param("at", now())
                .param("userId", wecomUserId)
                .query(Long.class)
                .optional()
                .map(StaffId::new)
                .map(StaffDeparted::new)
                .ifPresent(events::publishEvent);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void renamed(String fromUserId, String toUserId) {
        KnownStaff.forget();
        jdbc.sql("""
                update staff_member set wecom_user_id = :to where wecom_user_id = :from
                  and not exists (select 1 from staff_member other where other.wecom_user_id = :to)""").param("from", fromUserId).param("to", toUserId).update();
    }

    /** @return whether there is such an employee */
    @Transactional
    boolean assign(StaffId staff, @Nullable StoreId store) {
        KnownStaff.forget();
        Optional<Moved> moved = jdbc.sql("""
                with before as (select id, store_id from staff_member where id = :id for update)
                update staff_member m set store_id = :store from before where m.id = before.id
                returning before.store_id as from_store, m.store_id as to_store""")
                .param("store", store == null ? null : store.value(), Types.BIGINT)
                .param("id", staff.value())
                .query(Moved.class)
                .optional();
        moved.filter(one -> !Objects.equals(one.fromStore(), one.toStore()))
                .map(one -> new StaffMoved(staff, storeOf(one.fromStore()), storeOf(one.toStore())))
                .ifPresent(events::publishEvent);
        return moved.isPresent();
    }

    private record Moved(@Nullable Long fromStore, @Nullable Long toStore) {}

    private static @Nullable StoreId storeOf(@Nullable Long id) {
        return id == null ? null : new StoreId(id);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
