package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Console users: made, given another password, another role, switched off. Never removed: the audit names them. */
@Component
class Users {

    private static final int SHORTEST_PASSWORD = 8;
    /** bcrypt reads no further. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Clock clock;

    Users(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    record NewUser(
            String username,
            String name,
            String password,
            long roleId,
            @Nullable Long staffId) {}

    /** @return empty when the username is taken */
    Optional<Long> add(NewUser user) {
        String username = user.username().strip().toLowerCase(Locale.ROOT);
        if (!username.matches("[a-z0-9][a-z0-9._@-]{0,63}")) {
            throw DomainException.invalid("username", "user.username_invalid");
        }
        return jdbc.sql("""
                insert into staff_user (username, name, password_hash, role_id, staff_id, created_at)
                values (:username, :name, :hash, :role, :staff, :at)
                on conflict (username) do nothing returning id""")
                .param("username", username)
                .param("name", user.name().strip())
                .param("hash", hash(user.password()))
                .param("role", user.roleId())
                .param("staff", user.staffId(), java.sql.Types.BIGINT)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    boolean setPassword(long id, String password) {
        return jdbc.sql(
                                "update staff_user set password_hash = :hash, password_version = password_version + 1 where id = :id")
                        .param("hash", hash(password))
                        .param("id", id)
                        .update()
                == 1;
    }

    private String hash(String password) {
        if (password.length() < SHORTEST_PASSWORD
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES) {
            throw DomainException.invalid(
                    "password", "user.password_length", SHORTEST_PASSWORD, LONGEST_PASSWORD_BYTES);
        }
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash of a password");
        }
        return hash;
    }
}
