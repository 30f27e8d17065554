package io.siyu.reach.channel.figures;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the keys of figures are called. */
@Component
class FigureNames {

    private final JdbcClient jdbc;
    private final StaffDirectory staff;
    private final Stores stores;

    FigureNames(JdbcClient jdbc, StaffDirectory staff, Stores stores) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.stores = stores;
    }

    /** Keys without a name of their own are not in it. */
    Map<String, String> of(Dimension dimension, Collection<String> keys) {
        List<String> known = keys.stream().filter(key -> !key.isEmpty()).toList();
        return switch (dimension) {
            case CODE -> named("channel_code", known);
            case TEMPLATE -> named("channel_template", known);
            case STORE -> storesOf(known);
            case GUIDE -> guidesOf(known);
            case ALL, DAY, CAMPAIGN -> Map.of();
        };
    }

    private record Named(String key, String name) {}

    private Map<String, String> named(String table, List<String> keys) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select id::text as key, name from " + table + " where id = any(:ids)")
                .param("ids", keys.stream().mapToLong(Long::parseLong).toArray())
                .query((row, number) -> new Named(row.getString("key"), row.getString("name")))
                .list()
                .forEach(row -> names.put(row.key(), row.name()));
        return names;
    }

    private Map<String, String> storesOf(List<String> keys) {
        Map<StoreId, Store> found = stores.byIds(
                keys.stream().map(key -> new StoreId(Long.parseLong(key))).toList());
        Map<String, String> names = new HashMap<>();
        found.values().forEach(store -> names.put(store.id().toString(), store.name()));
        return names;
    }

    private Map<String, String> guidesOf(List<String> keys) {
        Map<StaffId, StaffMember> found = staff.byIds(
                keys.stream().map(key -> new StaffId(Long.parseLong(key))).toList());
        Map<String, String> names = new HashMap<>();
        found.values().forEach(guide -> names.put(guide.id().toString(), guide.name()));
        return names;
    }
}
