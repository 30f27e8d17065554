package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.code.CodeFigures;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
@Import(MovableClock.class)
class ScanTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Scans scans;

    @Autowired
    CodeFigures figures;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
    }

    @Test
    void five_hundred_scans_at_once_never_pass_a_cap_of_ten() throws Exception {
        Codes.Created code = fixtures.code(fixtures.guides(5), 10, Set.of());
        List<Landing> landings = atOnce(500, () -> scans.scan(code.code(), LiveCodeFixtures.visitor()));
        Map<StaffId, Long> byGuide = landings.stream()
                .filter(Landing.Guide.class::isInstance)
                .map(landing -> ((Landing.Guide) landing).guide().id())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        assertThat(byGuide)
                .hasSize(5)
                .allSatisfy((guide, count) -> assertThat(count).isEqualTo(10));
        assertThat(landings).filteredOn(Landing.Nobody.class::isInstance).hasSize(450);
        assertThat(figures.of(List.of(code.id())))
                .hasEntrySatisfying(
                        code.id(),
                        numbers -> assertThat(numbers.today().scans()).isEqualTo(500));
        assertThat(decisions(code)).isEqualTo(500);
    }

    @Test
    void a_lease_is_never_shared_and_the_overflow_gets_the_common_code() {
        Codes.Created code = fixtures.code(fixtures.guides(1), null, Set.of());
        List<String> pictures = new ArrayList<>();
        for (int scan = 0; scan < 6; scan++) {
            pictures.add(((Landing.Guide) scans.scan(code.code(), LiveCodeFixtures.visitor())).qrUrl());
        }
        assertThat(pictures.subList(0, 4)).doesNotHaveDuplicates();
        assertThat(pictures.get(4)).isEqualTo(pictures.get(5));
        assertThat(pictures.subList(0, 4)).doesNotContain(pictures.get(4));
    }

    @Test
    void the_same_person_within_ten_minutes_keeps_guide_and_place() {
        Codes.Created code = fixtures.code(fixtures.guides(3), 1, Set.of());
        String visitor = LiveCodeFixtures.visitor();
        Landing.Guide first = (Landing.Guide) scans.scan(code.code(), visitor);
        clock.advance(Duration.ofMinutes(9));
        Landing.Guide second = (Landing.Guide) scans.scan(code.code(), visitor);
        assertThat(second.again()).isTrue();
        assertThat(second.qrUrl()).isEqualTo(first.qrUrl());
        assertThat(decisions(code)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(9));
        assertThat(((Landing.Guide) scans.scan(code.code(), visitor)).qrUrl()).isEqualTo(first.qrUrl());
    }

    @Test
    void a_scan_without_an_add_gives_its_place_back_after_ten_minutes() {
        Codes.Created code = fixtures.code(fixtures.guides(1), 1, Set.of());
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Guide.class);
        clock.advance(Duration.ofMinutes(9));
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Nobody.class);
        clock.advance(Duration.ofSeconds(61));
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Guide.class);
    }

    @Test
    void an_archived_or_unknown_code_is_closed() {
        Codes.Created code = fixtures.code(fixtures.guides(1), null, Set.of());
        context.getBean(Codes.class).archive(code.id());
        assertThat(scans.scan(code.code(), LiveCodeFixtures.visitor())).isInstanceOf(Landing.Closed.class);
        assertThat(scans.scan("nosuchcode", LiveCodeFixtures.visitor())).isInstanceOf(Landing.Closed.class);
    }

    private long decisions(Codes.Created code) {
        return jdbc.sql("select count(*) from channel_decision where code_id = :code")
                .param("code", code.id())
                .query(Long.class)
                .single();
    }

    static <T> List<T> atOnce(int times, Callable<T> work) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
