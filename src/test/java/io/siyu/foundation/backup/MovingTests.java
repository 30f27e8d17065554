package io.siyu.foundation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.SiyuApplication;
import io.siyu.foundation.database.DatabaseAccess;
import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.shared.CustomerId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** A demo brand on the PostgreSQL that comes along moves to another server, and goes on there. */
class MovingTests {

    private static final String PASSWORD = "a password that moves along";

    @TempDir
    Path folder;

    @Test
    void a_brand_moves_from_the_embedded_database_to_another_server_and_goes_on() throws Exception {
        Path old = folder.resolve("old");
        Path fresh = folder.resolve("fresh");
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (ConfigurableApplicationContext app =
                start(seen, "--siyu.data-dir=" + old, "--siyu.demo=true", "--siyu.demo-days=2")) {
            JdbcClient jdbc = app.getBean(JdbcClient.class);
            await().atMost(Duration.ofMinutes(3)).until(() -> finished(jdbc));
            app.getBean(StaffSetup.class).createUser("mover", PASSWORD, "admin", null);
            await().untilAsserted(() -> assertThat(seen).hasSize(tagChanges(jdbc)));
            Errand.run("--export=" + folder.resolve("running.zip"), "--siyu.data-dir=" + old)
                    .succeeds();
        }
        Path backup = folder.resolve("stopped.zip");
        Errand.run("--export=" + backup, "--siyu.data-dir=" + old, "--with-key=true")
                .succeeds();

        String target = TestDatabase.emptyUrl();
        Errand moved = Errand.run("--import=" + backup, "--spring.datasource.url=" + target, "--siyu.data-dir=" + fresh)
                .succeeds();
        assertThat(moved.words()).contains("The books agree");
        assertThat(Rows.all(target)).hasSizeGreaterThan(100).isEqualTo(withRaisedEpoch(rowsIn(old), target));

        List<Long> seenThere = new CopyOnWriteArrayList<>();
        try (ConfigurableApplicationContext app = start(
                seenThere, "--siyu.data-dir=" + fresh, "--spring.datasource.url=" + target, "--siyu.demo=false")) {
            ConsoleClient.anonymous(app).signIn("mover", PASSWORD).expect(204);
            CustomerId somebody = tagSomebody(app);
            await().untilAsserted(() -> assertThat(seenThere).hasSize(1));
            assertThat(somebody.value()).isPositive();
            assertThat(seenThere).doesNotContainAnyElementsOf(seen);
        }
        Errand.run(
                        "--import=" + folder.resolve("running.zip"),
                        "--spring.datasource.url=" + TestDatabase.emptyUrl(),
                        "--siyu.data-dir=" + fresh)
                .succeeds();
    }

    private static ConfigurableApplicationContext start(List<Long> seen, String... more) {
        List<String> arguments = new ArrayList<>(Arrays.asList(more));
        arguments.addAll(List.of(
                "--siyu.sandbox=true", "--siyu.sandbox.port=0", "--server.port=0", "--spring.main.banner-mode=off"));
        // Logging belongs to the JVM, which other tests share.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            return new SpringApplicationBuilder(SiyuApplication.class)
                    .initializers(context ->
                            ((GenericApplicationContext) context).registerBean(Seen.class, () -> new Seen(seen)))
                    .run(arguments.toArray(String[]::new));
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }

    /** Remembers the ids of the changes of tags that it was given, outside the database. */
    private record Seen(List<Long> ids) implements StreamFollower<Long> {

        @Override
        public String name() {
            return "test.moving";
        }

        @Override
        public StreamSource<Long> source() {
            return new StreamSource<>(Tags.STREAM.table(), (row, number) -> row.getLong("id"));
        }

        @Override
        public void apply(List<Long> rows) {
            ids.addAll(rows);
        }
    }

    private static CustomerId tagSomebody(ConfigurableApplicationContext app) {
        Tags tags = app.getBean(Tags.class);
        Long tag = Objects.requireNonNull(
                tags.createGroup("moved", false, List.of("moved")).get("moved"));
        CustomerId somebody = new CustomerId(app.getBean(JdbcClient.class)
                .sql("select min(id) from customer_customer where merged_into is null")
                .query(Long.class)
                .single());
        tags.apply(somebody, List.of(tag), new Provenance(Provenance.Kind.OPERATOR, "mover"));
        return somebody;
    }

    private static boolean finished(JdbcClient jdbc) {
        return jdbc.sql("select coalesce(bool_and(finished), false) from demo_progress")
                .query(Boolean.class)
                .single();
    }

    private static int tagChanges(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from " + Tags.STREAM.table())
                .query(Integer.class)
                .single();
    }

    private static Map<String, String> rowsIn(Path dataDir) throws Exception {
        try (DatabaseAccess database =
                        DatabaseAccess.toRead(new MockEnvironment().withProperty("siyu.data-dir", dataDir.toString()));
                Connection connection = database.connect()) {
            return Rows.all(connection);
        }
    }

    /** The one row that must be another one. */
    private static Map<String, String> withRaisedEpoch(Map<String, String> rows, String target) {
        assertThat(Rows.in(target)
                        .sql("select epoch from stream_epoch")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        Map<String, String> changed = new TreeMap<>(rows);
        changed.put("stream_epoch", Rows.all(target).get("stream_epoch"));
        return changed;
    }
}
