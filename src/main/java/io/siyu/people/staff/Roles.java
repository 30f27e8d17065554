package io.siyu.people.staff;

import io.siyu.foundation.scope.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What users may do, and over whose customers. */
@Component
class Roles {

    private static final String SELECT = """
            select r.id, r.code, r.name, r.scope, r.permissions, r.built_in,
                   (select count(*) from staff_user u where u.role_id = r.id) as user_count from staff_role r\s""";

    private final JdbcClient jdbc;

    Roles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Role(
            long id,
            String code,
            String name,
            RoleScope scope,
            List<String> permissions,
            boolean builtIn,
            long userCount) {}

    List<Role> all() {
        return jdbc.sql(SELECT + "order by r.built_in desc, r.id")
                .query(Roles::role)
                .list();
    }

    Optional<Role> find(long id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(Roles::role)
                .optional();
    }

    /** Nobody removes it before the transaction ends. */
    Optional<Role> hold(long id) {
        return jdbc.sql("select id from staff_role where id = :id for key share")
                .param("id", id)
                .query(Long.class)
                .optional()
                .flatMap(this::find);
    }

    /** Built-in roles are the product's: every start gives them the rights that this version means them to have. */
    void ensure(BuiltInRole role) {
        jdbc.sql("""
                insert into staff_role as r (code, name, scope, permissions, built_in)
                values (:code, :name, :scope, :permissions, true)
                on conflict (code) do update set name = excluded.name, scope = excluded.scope, permissions = excluded.permissions
                where (r.name, r.scope, r.permissions) is distinct from (excluded.name, excluded.scope, excluded.permissions)""")
                .param("code", role.code())
                .param("name", role.roleName())
                .param("scope", role.scope().name())
                .param("permissions", role.permissions().toArray(String[]::new))
                .update();
    }

    /** @return whether the code was free */
    boolean add(String code, String name, RoleScope scope, Collection<String> permissions) {
        return jdbc.sql("""
                insert into staff_role (code, name, scope, permissions)
                values (:code, :name, :scope, :permissions) on conflict (code) do nothing""")
                        .param("code", code)
                        .param("name", name)
                        .param("scope", scope.name())
                        .param("permissions", permissions.stream().distinct().toArray(String[]::new))
                        .update()
                == 1;
    }

    void change(long id, String name, RoleScope scope, Collection<String> permissions) {
        jdbc.sql("update staff_role set name = :name, scope = :scope, permissions = :permissions where id = :id")
                .param("name", name)
                .param("scope", scope.name())
                .param("permissions", permissions.stream().distinct().toArray(String[]::new))
                .param("id", id)
                .update();
    }

    /** @return false while somebody has it, or gets it this moment */
    boolean remove(long id) {
        try {
            return jdbc.sql("""
                    delete from staff_role where id = :id and not built_in
                      and not exists (select 1 from staff_user where role_id = :id)""").param("id", id).update() == 1;
        } catch (DataIntegrityViolationException e) {
            return false;
        }
    }

    Optional<Long> idOf(String code) {
        return jdbc.sql("select id from staff_role where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional();
    }

    /** The administrator holds every right there is, also those that came with a later version. */
    static List<String> permissions(String code, ResultSet row) throws SQLException {
        Set<String> stored =
                Set.copyOf(List.of((String[]) row.getArray("permissions").getArray()));
        boolean all = code.equals(BuiltInRole.ADMIN.code());
        return Permission.ALL.stream()
                .filter(one -> all || stored.contains(one))
                .toList();
    }

    private static Role role(ResultSet row, int number) throws SQLException {
        String code = row.getString("code");
        return new Role(
                row.getLong("id"),
                code,
                row.getString("name"),
                RoleScope.valueOf(row.getString("scope")),
                permissions(code, row),
                row.getBoolean("built_in"),
                row.getLong("user_count"));
    }
}
