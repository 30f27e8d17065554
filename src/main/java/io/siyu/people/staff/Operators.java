package io.siyu.people.staff;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.KnownOperators;
import io.siyu.foundation.scope.Operator;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Console users as sign-in and every request need them: with the rights and the scope that they have this moment. */
@Component
class Operators implements KnownOperators {

    private static final String SELECT = """
            select u.id, u.username, u.name, u.staff_id, u.password_due,
                   r.code as role_code, r.name as role_name, r.scope, r.permissions, m.store_id, m.notice_at is not null as frozen,
                   case when r.scope = 'REGION' then
                       (select array_agg(near.id) from staff_store near where near.region_id = s.region_id) end as region_stores
            from staff_user u
            join staff_role r on r.id = u.role_id
            left join staff_member m on m.id = u.staff_id
            left join staff_store s on s.id = m.store_id
            where u.id = :id and u.disabled_at is null and (m.id is null or m.active)""";

    private final JdbcClient jdbc;

    Operators(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Account(long id, String username, String passwordHash, int passwordVersion) {}

    record Seen(Operator operator, String username, String roleName, RoleScope scope, boolean passwordDue) {}

    /** Those who may sign in: not disabled, and not an employee who left. */
    Optional<Account> account(String username) {
        return jdbc.sql("""
                select u.id, u.username, u.password_hash, u.password_version from staff_user u
                left join staff_member m on m.id = u.staff_id
                where u.username = :username and u.disabled_at is null and (m.id is null or m.active)""")
                .param("username", username.strip().toLowerCase(Locale.ROOT))
                .query(Account.class)
                .optional();
    }

    void signedIn(long userId, Instant at) {
        jdbc.sql("update staff_user set signed_in_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", userId)
                .update();
    }

    @Override
    public Optional<Operator> byUserId(long userId) {
        return find(userId).map(Seen::operator);
    }

    /** By an open session: none when it was ended, the user disabled, the password changed, the employee gone. */
    Optional<Seen> bySession(String sessionId, long userId, int passwordVersion) {
        return jdbc.sql(SELECT + """
                 and u.password_version = :version
                  and exists (select 1 from staff_session o where o.session_id = :session and o.user_id = u.id)""")
                .param("id", userId)
                .param("version", passwordVersion)
                .param("session", sessionId)
                .query(Operators::seen)
                .optional();
    }

    Optional<Seen> find(long userId) {
        return jdbc.sql(SELECT).param("id", userId).query(Operators::seen).optional();
    }

    private static Seen seen(ResultSet row, int number) throws SQLException {
        RoleScope scope = RoleScope.valueOf(row.getString("scope"));
        Long staffId = row.getObject("staff_id", Long.class);
        Operator operator = new Operator(
                row.getLong("id"), staffId, row.getString("name"), permissions(row), scopeOf(scope, staffId, row));
        return new Seen(
                operator, row.getString("username"), row.getString("role_name"), scope, row.getBoolean("password_due"));
    }

    private static Set<String> permissions(ResultSet row) throws SQLException {
        Set<String> permissions = new HashSet<>(Roles.permissions(row.getString("role_code"), row));
        if (row.getBoolean("frozen")) {
            permissions.add(Operator.EXPORT_FROZEN);
        }
        return permissions;
    }

    private static DataScope scopeOf(RoleScope scope, @Nullable Long staffId, ResultSet row) throws SQLException {
        Long storeId = row.getObject("store_id", Long.class);
        return switch (scope) {
            case ALL -> new DataScope.All();
            case REGION -> {
                Array near = row.getArray("region_stores");
                yield near == null
                        ? ofStore(storeId)
                        : new DataScope.Stores(Set.copyOf(Arrays.asList((Long[]) near.getArray())));
            }
            case STORE -> ofStore(storeId);
            case OWN -> staffId == null ? new DataScope.Nothing() : new DataScope.Own(staffId);
        };
    }

    private static DataScope ofStore(@Nullable Long storeId) {
        return storeId == null ? new DataScope.Nothing() : new DataScope.Stores(Set.of(storeId));
    }
}
