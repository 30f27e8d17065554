package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives a new installation its roles and one administrator. There is no default password. */
@Component
class FirstAdministrator implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String NAME = "admin";
    private static final int PASSWORD_LENGTH = 16;

    private final JdbcClient jdbc;
    private final Roles roles;
    private final Users users;
    private final @Nullable String chosenPassword;

    FirstAdministrator(
            JdbcClient jdbc,
            Roles roles,
            Users users,
            @Value("${siyu.admin-password:#{null}}") @Nullable String chosenPassword) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.users = users;
        this.chosenPassword = chosenPassword;
    }

    @Override
    public void afterPropertiesSet() {
        for (BuiltInRole role : BuiltInRole.values()) {
            roles.ensure(role);
        }
        boolean nobody = !jdbc.sql("select exists (select 1 from staff_user)")
                .query(Boolean.class)
                .single();
        if (nobody) {
            makeAdministrator();
        }
    }

    private void makeAdministrator() {
        String chosen = chosenPassword == null || chosenPassword.isBlank() ? null : chosenPassword;
        if (chosen != null) {
            requireGood(chosen);
        }
        String password = chosen == null ? RandomCode.letters(PASSWORD_LENGTH) : chosen;
        long role = roles.idOf(BuiltInRole.ADMIN.code()).orElseThrow();
        // A printed password stays in logs: it is good for signing in once.
        boolean made = users.add(new Users.NewUser(NAME, "管理员", password, chosen == null, role, null))
                .isPresent();
        if (made && chosen == null) {
            log.warn("""


                    ==========================================================
                      The console's first administrator was made.
                      User name:  admin
                      Password:   {}   (shown only this once; to be changed at the first sign-in)
                    ==========================================================
                    """, password);
        }
    }

    private static void requireGood(String password) {
        try {
            PasswordRules.check(password, NAME);
        } catch (DomainException refusal) {
            throw new IllegalStateException(
                    "SIYU_ADMIN_PASSWORD is not good enough (" + refusal.code() + "): at least "
                            + PasswordRules.SHORTEST
                            + " characters, not the user name, none of those that everybody tries first",
                    refusal);
        }
    }
}
