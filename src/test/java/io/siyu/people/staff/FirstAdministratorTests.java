package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.DatabaseTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
@Import({FirstAdministratorTests.Passwords.class, Roles.class, Users.class})
class FirstAdministratorTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Roles roles;

    @Autowired
    Users users;

    @Autowired
    PasswordEncoder passwords;

    @TestConfiguration(proxyBeanMethods = false)
    static class Passwords {

        @Bean
        PasswordEncoder passwordEncoder() {
            return PasswordEncoderFactories.createDelegatingPasswordEncoder();
        }
    }

    @BeforeEach
    void nobodyYet() {
        jdbc.sql("delete from staff_user").update();
    }

    private void start(@Nullable String chosenPassword) {
        new FirstAdministrator(jdbc, roles, users, chosenPassword).afterPropertiesSet();
    }

    private String hashOfAdmin() {
        return jdbc.sql("select password_hash from staff_user where username = 'admin'")
                .query(String.class)
                .single();
    }

    @Test
    void a_new_installation_prints_a_random_password_once(CapturedOutput output) {
        start(null);
        Matcher printed = Pattern.compile("Password: +(\\S+)").matcher(output.getOut());
        assertThat(printed.find()).isTrue();
        assertThat(passwords.matches(printed.group(1), hashOfAdmin())).isTrue();
        assertThat(printed.find()).isFalse();
        start(null);
        assertThat(output.getOut().split("Password:", -1)).hasSize(2);
    }

    @Test
    void a_chosen_password_is_taken_not_printed_and_never_set_again(CapturedOutput output) {
        start("chosen by the owner");
        start("another one, later");
        assertThat(passwords.matches("chosen by the owner", hashOfAdmin())).isTrue();
        assertThat(output.getOut()).doesNotContain("chosen by the owner");
    }

    @Test
    void a_printed_password_must_be_changed_and_a_weak_chosen_one_is_refused_in_words() {
        start(null);
        assertThat(jdbc.sql("select password_due from staff_user where username = 'admin'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        nobodyYet();
        assertThatThrownBy(() -> start("admin123456"))
                .hasMessageContaining("SIYU_ADMIN_PASSWORD")
                .hasMessageContaining("10 characters");
    }

    @Test
    void two_nodes_that_start_at_once_make_one(CapturedOutput output) throws Exception {
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            nodes.add(() -> {
                start(null);
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> node : threads.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
        }
        assertThat(output.getOut().split("Password:", -1)).hasSize(2);
        assertThat(roles.all().stream().filter(Roles.Role::builtIn).map(Roles.Role::code))
                .containsExactlyInAnyOrder("admin", "operator", "store-manager", "guide");
    }
}
