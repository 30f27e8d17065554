package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Console users: made, given another password, another role, switched off. Never removed: the audit names them. */
@Component
class Users {

    private static final String SELECT = """
            select u.*, r.name as role_name, m.name as staff_name from staff_user u
            join staff_role r on r.id = u.role_id left join staff_member m on m.id = u.staff_id\s""";

    private static final String MATCHING = "where (:q = '' or u.username like :like or lower(u.name) like :like)";

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Clock clock;

    Users(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    record User(
            long id,
            String username,
            String name,
            long roleId,
            String roleName,
            @Nullable Long staffId,
            @Nullable String staffName,
            boolean disabled,
            boolean passwordDue,
            Instant createdAt,
            @Nullable Instant signedInAt) {}

    record NewUser(
            String username,
            String name,
            String password,
            /** Whether the user has to set another one first, because somebody else knows this. */
            boolean passwordDue,
            long roleId,
            @Nullable Long staffId) {}

    /** @return empty when the username is taken */
    Optional<Long> add(NewUser user) {
        String username = user.username().strip().toLowerCase(Locale.ROOT);
        if (!username.matches("[a-z0-9][a-z0-9._@-]{0,63}")) {
            throw DomainException.invalid("username", "user.username_invalid");
        }
        return jdbc.sql("""
                insert into staff_user (username, name, password_hash, password_due, role_id, staff_id, created_at)
                values (:username, :name, :hash, :due, :role, :staff, :at)
                on conflict (username) do nothing returning id""")
                .param("username", username)
                .param("name", user.name().strip())
                .param("hash", hash(user.password(), username))
                .param("due", user.passwordDue())
                .param("role", user.roleId())
                .param("staff", user.staffId(), java.sql.Types.BIGINT)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    Optional<User> find(long id) {
        return jdbc.sql(SELECT + "where u.id = :id")
                .param("id", id)
                .query(Users::user)
                .optional();
    }

    List<User> page(Paging paging) {
        return jdbc.sql(SELECT + MATCHING + " order by u.id offset :offset limit :limit")
                .param("q", paging.q())
                .param("like", paging.like())
                .param("offset", paging.offset())
                .param("limit", paging.limit())
                .query(Users::user)
                .list();
    }

    long count(Paging paging) {
        return jdbc.sql("select count(*) from staff_user u " + MATCHING)
                .param("q", paging.q())
                .param("like", paging.like())
                .query(Long.class)
                .single();
    }

    void change(long id, String name, long roleId, @Nullable Long staffId, boolean disabled) {
        jdbc.sql("""
                update staff_user set name = :name, role_id = :role, staff_id = :staff,
                    disabled_at = case when :disabled then coalesce(disabled_at, :now) end
                where id = :id""")
                .param("name", name)
                .param("role", roleId)
                .param("staff", staffId, java.sql.Types.BIGINT)
                .param("disabled", disabled)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** @param due whether the user has to set another one at once */
    void setPassword(long id, String username, String password, boolean due) {
        jdbc.sql("""
                update staff_user set password_hash = :hash, password_due = :due,
                    password_version = password_version + 1 where id = :id""")
                .param("hash", hash(password, username))
                .param("due", due)
                .param("id", id)
                .update();
    }

    /** Also one that may not sign in. */
    Optional<Long> named(String username) {
        return jdbc.sql("select id from staff_user where username = :username")
                .param("username", username.strip().toLowerCase(Locale.ROOT))
                .query(Long.class)
                .optional();
    }

    private String hash(String password, String username) {
        PasswordRules.check(password, username);
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash of a password");
        }
        return hash;
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("username"),
                row.getString("name"),
                row.getLong("role_id"),
                row.getString("role_name"),
                row.getObject("staff_id", Long.class),
                row.getString("staff_name"),
                row.getObject("disabled_at") != null,
                row.getBoolean("password_due"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Paging.instant(row.getObject("signed_in_at", OffsetDateTime.class)));
    }
}
