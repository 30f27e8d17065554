package io.siyu.people.staff;

import io.siyu.shared.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The brand's stores. */
@Component
public class Stores {

    private static final String SELECT = """
            select s.id, s.code, s.name, r.name as region_name from staff_store s
            left join staff_region r on r.id = s.region_id\s""";

    private final JdbcClient jdbc;

    Stores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Store> find(StoreId id) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("id", id.value())
                .query(Stores::store)
                .optional();
    }

    /** All that are open. */
    public List<Store> all() {
        return jdbc.sql(SELECT + "where s.archived_at is null order by s.code")
                .query(Stores::store)
                .list();
    }

    /** Those of these ids that exist, closed ones too. */
    public Map<StoreId, Store> byIds(Collection<StoreId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + "where s.id in (:ids)")
                .param("ids", ids.stream().map(StoreId::value).toList())
                .query(Stores::store)
                .list()
                .stream()
                .collect(Collectors.toMap(Store::id, Function.identity()));
    }

    /** Those of these codes that are open. */
    public Map<String, Store> byCodes(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + "where s.code in (:codes) and s.archived_at is null")
                .param("codes", codes)
                .query(Stores::store)
                .list()
                .stream()
                .collect(Collectors.toMap(Store::code, Function.identity()));
    }

    private static Store store(ResultSet row, int number) throws SQLException {
        return new Store(
                new StoreId(row.getLong("id")),
                row.getString("code"),
                row.getString("name"),
                row.getString("region_name"));
    }
}
