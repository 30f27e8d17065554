package io.siyu.people.staff;

import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What users may do, and over whose customers. */
@Component
class Roles {

    private final JdbcClient jdbc;

    Roles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a built-in role that an installation does not have yet; what an administrator changed stays changed. */
    void ensure(BuiltInRole role) {
        add(role.code(), role.roleName(), role.scope(), role.permissions(), true);
    }

    /** @return whether the code was free */
    boolean add(String code, String name, RoleScope scope, Collection<String> permissions, boolean builtIn) {
        return jdbc.sql("""
                insert into staff_role (code, name, scope, permissions, built_in)
                values (:code, :name, :scope, :permissions, :builtIn) on conflict (code) do nothing""")
                        .param("code", code)
                        .param("name", name)
                        .param("scope", scope.name())
                        .param("permissions", permissions.toArray(String[]::new))
                        .param("builtIn", builtIn)
                        .update()
                == 1;
    }

    Optional<Long> idOf(String code) {
        return jdbc.sql("select id from staff_role where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional();
    }
}
