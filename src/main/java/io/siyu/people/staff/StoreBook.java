package io.siyu.people.staff;

import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes stores and the regions they lie in. */
@Component
class StoreBook {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoreBook(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    Optional<StoreId> idOf(String code) {
        return jdbc.sql("select id from staff_store where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional()
                .map(StoreId::new);
    }

    /** @return empty when the code is taken */
    @Transactional
    Optional<StoreId> add(String code, String name, @Nullable String regionName) {
        Optional<StoreId> made = jdbc.sql("""
                insert into staff_store (code, name, region_id) values (:code, :name, :region)
                on conflict (code) do nothing returning id""")
                .param("code", code)
                .param("name", name)
                .param("region", regionOf(regionName), Types.BIGINT)
                .query(Long.class)
                .optional()
                .map(StoreId::new);
        made.map(StoreOpened::new).ifPresent(events::publishEvent);
        return made;
    }

    /**
     * Where a store is.
     *
     * @param latitude in GCJ-02, as the maps of China tell it; absent together with the longitude
     */
    record Place(
            @Nullable String address,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** What an operator can change of a store, for the audit. */
    record Shown(
            String name,
            @Nullable String regionName,
            @Nullable String address,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    void place(StoreId id, Place place) {
        jdbc.sql(
                        "update staff_store set address = :address, latitude = :latitude, longitude = :longitude where id = :id")
                .param("address", place.address(), Types.VARCHAR)
                .param("latitude", place.latitude(), Types.DOUBLE)
                .param("longitude", place.longitude(), Types.DOUBLE)
                .param("id", id.value())
                .update();
    }

    /** Where the open stores of these codes are; held, so that nobody moves them meanwhile. */
    Map<String, Known> hold(Collection<String> codes) {
        Map<String, Known> known = new HashMap<>();
        jdbc.sql("""
                select id, code, address, latitude, longitude from staff_store
                where code = any(:codes) and archived_at is null order by id for no key update""").param("codes", codes.toArray(String[]::new)).query(row -> {
            Place place = new Place(
                    row.getString("address"),
                    row.getObject("latitude", Double.class),
                    row.getObject("longitude", Double.class));
            known.put(row.getString("code"), new Known(new StoreId(row.getLong("id")), place));
        });
        return known;
    }

    record Known(StoreId id, Place place) {}

    Optional<Shown> shown(StoreId id) {
        return jdbc.sql("""
                select s.name, r.name as region_name, s.address, s.latitude, s.longitude from staff_store s left join staff_region r on r.id = s.region_id
                where s.id = :id""").param("id", id.value()).query(Shown.class).optional();
    }

    boolean change(StoreId id, String name, @Nullable String regionName) {
        return jdbc.sql(
                                "update staff_store set name = :name, region_id = :region where id = :id and archived_at is null")
                        .param("name", name)
                        .param("region", regionOf(regionName), Types.BIGINT)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Closes a store that has no active employees any more. */
    boolean archive(StoreId id) {
        return jdbc.sql("""
                update staff_store set archived_at = :at where id = :id and archived_at is null
                  and not exists (select 1 from staff_member where store_id = :id and active)""")
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    long activeMembers(StoreId id) {
        return jdbc.sql("select count(*) from staff_member where store_id = :id and active")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private @Nullable Long regionOf(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return jdbc.sql("""
                insert into staff_region (name) values (:name) on conflict (name) do update set name = excluded.name
                returning id""").param("name", name.strip()).query(Long.class).single();
    }
}
