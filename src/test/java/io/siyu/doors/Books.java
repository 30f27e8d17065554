package io.siyu.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lies in every table that business writes to: so many rows, with such a checksum. */
final class Books {

    /** Written on their own by what works in the background, and by being signed in. */
    private static final List<String> RESTLESS = List.of(
            "platform_",
            "job_scheduled_task",
            "event_publication",
            "stream_",
            "sandbox_",
            "wecom_",
            "flyway_",
            "integrity_");

    private static final int TRIES = 4;

    private final JdbcClient jdbc;
    private final String sql;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.sql = jdbc.sql("""
                select relname from pg_class where relnamespace = 'public'::regnamespace
                  and relkind in ('r', 'p') and not relispartition order by relname""").query(String.class).list().stream()
                .filter(table -> RESTLESS.stream().noneMatch(table::startsWith))
                .map(
                        "select '%1$s' as name, count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from %1$s t"
                                ::formatted)
                .collect(Collectors.joining(" union all "));
    }

    Map<String, String> read() {
        Map<String, String> sums = new TreeMap<>();
        jdbc.sql(sql).query(row -> {
            sums.put(row.getString("name"), row.getString("sum"));
        });
        return sums;
    }

    /**
     * Does it, and again if something changed: what works in the background may have been at it once, but not each time.
     *
     * @param but tables that are meant to be written
     */
    void unchangedBy(String what, Set<String> but, Runnable deed) {
        Set<String> changed = Set.of();
        for (int i = 0; i < TRIES; i++) {
            Map<String, String> before = i == 0 ? read() : readAtRest();
            deed.run();
            changed = changedSince(before, but);
            if (changed.isEmpty()) {
                return;
            }
        }
        assertThat(changed).as("what %s changed although it was refused", what).isEmpty();
    }

    /** Once nothing was written for a moment: what the legal bodies before have set going may go on for a while. */
    private Map<String, String> readAtRest() {
        Map<String, String> last = new TreeMap<>();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    Map<String, String> before = Map.copyOf(last);
                    last.putAll(read());
                    return last.equals(before);
                });
        return last;
    }

    Set<String> changedSince(Map<String, String> before, Set<String> but) {
        Map<String, String> after = read();
        return before.keySet().stream()
                .filter(table -> !but.contains(table))
                .filter(table -> !Objects.equals(before.get(table), after.get(table)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
