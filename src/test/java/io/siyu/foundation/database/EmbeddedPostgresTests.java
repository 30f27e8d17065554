package io.siyu.foundation.database;

import static io.siyu.foundation.database.Databases.execute;
import static io.siyu.foundation.database.Databases.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.database.Databases.Neighbour;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Real servers on one folder, one after the other; every case must leave the folder good for the next. */
class EmbeddedPostgresTests {

    @TempDir
    static Path dataDir;

    @Test
    void the_data_survives_a_restart_and_is_durable_and_private() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table restarted as select 7 as answer");
            assertThat(one(
                            postgres,
                            "select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'),"
                                    + " current_setting('full_page_writes'), current_setting('listen_addresses'))"))
                    .isEqualTo("on on on 127.0.0.1");
            assertThat(one(postgres, "select datlocale from pg_database where datname = 'siyu'"))
                    .isEqualTo("C.UTF-8");
            assertThat(one(postgres, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
        }
        assertThat(permissions(dataDir.resolve("keys/database-password"))).isEqualTo("rw-------");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(one(postgres, "select answer from restarted")).isEqualTo("7");
        }
    }

    @Test
    void a_second_application_is_told_who_has_the_folder_and_a_killed_one_leaves_it_whole() throws Exception {
        Neighbour neighbour = Neighbour.on(dataDir);
        String password = Files.readString(dataDir.resolve("keys/database-password"));
        execute(neighbour.url(), password, "create table killed as select 8 as answer");
        assertThatThrownBy(EmbeddedPostgresTests::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageEndingWith("in use by process " + neighbour.process().pid() + ".");

        neighbour.kill();
        long orphan = new Postmaster(cluster()).pid().orElseThrow();
        assertThat(ProcessHandle.of(orphan))
                .as("PostgreSQL outlives its application")
                .isPresent();

        try (EmbeddedPostgres postgres = start()) {
            assertThat(new Postmaster(cluster()).pid())
                    .hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(orphan));
            assertThat(new Postmaster(cluster()).standing(orphan)).isNotEqualTo(Postmaster.Standing.OURS);
            assertThat(one(postgres, "select answer from killed")).isEqualTo("8");
        }
    }

    @Test
    void what_was_committed_survives_application_and_database_killed_together() throws Exception {
        Neighbour neighbour = Neighbour.on(dataDir);
        String password = Files.readString(dataDir.resolve("keys/database-password"));
        execute(neighbour.url(), password, "create table both_killed as select 9 as answer");
        ProcessHandle.of(new Postmaster(cluster()).pid().orElseThrow()).ifPresent(ProcessHandle::destroyForcibly);
        neighbour.kill();

        try (EmbeddedPostgres postgres = start()) {
            assertThat(one(postgres, "select answer from both_killed")).isEqualTo("9");
        }
    }

    @Test
    void a_database_that_dies_alone_is_started_again_on_the_same_port() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table died as select 10 as answer");
            long first = new Postmaster(cluster()).pid().orElseThrow();
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
                assertThat(new Postmaster(cluster()).pid())
                        .hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(first));
                assertThat(one(postgres, "select answer from died")).isEqualTo("10");
            });
        }
    }

    @Test
    void the_same_process_may_not_start_it_twice_nor_lose_its_lock_by_trying() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThatThrownBy(EmbeddedPostgresTests::start)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            assertThatThrownBy(() -> Neighbour.on(dataDir)).hasMessageContaining("ended with 1");
            assertThat(one(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir, other.getLocalPort()))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " of 127.0.0.1")
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void a_password_of_another_backup_is_told_and_nothing_stays_running() throws Exception {
        start().close();
        Path file = dataDir.resolve("keys/database-password");
        String right = Files.readString(file);
        Files.writeString(file, "of another backup");
        assertThatThrownBy(EmbeddedPostgresTests::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("does not let Siyu in");
        assertThat(new Postmaster(cluster()).running()).isFalse();
        Files.writeString(file, right);
        start().close();
    }

    @Test
    void a_number_that_belongs_to_somebody_else_now_is_forgotten_and_that_process_left_alone() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            leftBehind(stranger.pid());
            start().close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void a_process_that_is_ending_is_waited_for() throws Exception {
        start().close();
        // The shell's first child ends at once, but nobody collects it until its parent goes.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 5").start();
        BufferedReader output = parent.inputReader(StandardCharsets.UTF_8);
        long ending = Long.parseLong(output.readLine());
        Postmaster postmaster = new Postmaster(cluster());
        await().until(() -> postmaster.standing(ending) == Postmaster.Standing.VANISHING);
        leftBehind(ending);

        start().close();
        assertThat(parent.waitFor(1, TimeUnit.SECONDS))
                .as("the start waited until the process was gone")
                .isTrue();
    }

    @Test
    void a_restored_folder_that_others_may_read_is_closed_to_them_again() throws Exception {
        start().close();
        Files.setPosixFilePermissions(cluster(), PosixFilePermissions.fromString("rwxr-xr-x"));
        start().close();
        assertThat(permissions(cluster())).isEqualTo("rwx------");
    }

    @Test
    void without_an_address_a_context_has_its_own_server_until_its_last_bean_is_gone() throws Exception {
        AtomicReference<String> lastWord = new AtomicReference<>();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
                        DatabaseConfiguration.class,
                        ServerCheck.class,
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        FlywayAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--siyu.data-dir=" + dataDir)) {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            assertThat(jdbc.queryForObject("select count(*) from flyway_schema_history", Integer.class))
                    .isPositive();
            context.addApplicationListener((ContextClosedEvent closing) ->
                    lastWord.set(jdbc.queryForObject("select 'still here'", String.class)));
            assertThat(new Postmaster(cluster()).running()).isTrue();
        }
        assertThat(lastWord).hasValue("still here");
        assertThat(new Postmaster(cluster()).running()).isFalse();
    }

    private static EmbeddedPostgres start() {
        return EmbeddedPostgres.start(dataDir, 0);
    }

    private static Path cluster() throws java.io.IOException {
        return dataDir.toRealPath().resolve("pg/18");
    }

    private static void leftBehind(long pid) throws Exception {
        Files.writeString(
                cluster().resolve("postmaster.pid"),
                pid + "\n" + cluster() + "\n1700000000\n5432\n\n127.0.0.1\n        0         0\nready   \n");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
