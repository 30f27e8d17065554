package io.siyu.people.staff;

import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The employees of the brand, as last read from WeChat Work. */
@Component
public class StaffDirectory {

    static final String SELECT = "select id, wecom_user_id, name, store_id, active, on_duty, away from staff_member ";

    private final JdbcClient jdbc;

    StaffDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<StaffMember> find(StaffId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(StaffDirectory::member)
                .optional();
    }

    public Optional<StaffMember> byUserId(String wecomUserId) {
        return KnownStaff.byUserId(
                wecomUserId,
                () -> jdbc.sql(SELECT + "where wecom_user_id = :userId")
                        .param("userId", wecomUserId)
                        .query(StaffDirectory::member)
                        .optional());
    }

    /** Everybody who ever was, those who left too. */
    public List<StaffMember> all() {
        return jdbc.sql(SELECT + "order by id").query(StaffDirectory::member).list();
    }

    /** Active members of one store. */
    public List<StaffMember> guidesOf(StoreId store) {
        return jdbc.sql(SELECT + "where store_id = :store and active order by id")
                .param("store", store.value())
                .query(StaffDirectory::member)
                .list();
    }

    /** Those of these ids that exist. */
    public Map<StaffId, StaffMember> byIds(Collection<StaffId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return KnownStaff.byIds(ids, () -> look(ids));
    }

    private Map<StaffId, StaffMember> look(Collection<StaffId> ids) {
        return jdbc
                .sql(SELECT + "where id in (:ids)")
                .param("ids", ids.stream().map(StaffId::value).toList())
                .query(StaffDirectory::member)
                .list()
                .stream()
                .collect(Collectors.toMap(StaffMember::id, Function.identity()));
    }

    /** Those of these WeChat Work users that are known. */
    public Map<String, StaffMember> byUserIds(Collection<String> wecomUserIds) {
        if (wecomUserIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + "where wecom_user_id in (:ids)")
                .param("ids", wecomUserIds)
                .query(StaffDirectory::member)
                .list()
                .stream()
                .collect(Collectors.toMap(StaffMember::wecomUserId, Function.identity()));
    }

    /** Active members of these stores, by store. */
    public Map<StoreId, List<StaffMember>> guidesOf(Collection<StoreId> stores) {
        if (stores.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + "where store_id in (:stores) and active order by id")
                .param("stores", stores.stream().map(StoreId::value).toList())
                .query(StaffDirectory::member)
                .list()
                .stream()
                .collect(Collectors.groupingBy(member -> Objects.requireNonNull(member.storeId())));
    }

    static StaffMember member(ResultSet row, int number) throws SQLException {
        return new StaffMember(
                new StaffId(row.getLong("id")),
                row.getString("wecom_user_id"),
                row.getString("name"),
                storeOf(row.getObject("store_id", Long.class)),
                row.getBoolean("active"),
                row.getBoolean("on_duty"),
                row.getBoolean("away"));
    }

    private static @Nullable StoreId storeOf(@Nullable Long id) {
        return id == null ? null : new StoreId(id);
    }
}
