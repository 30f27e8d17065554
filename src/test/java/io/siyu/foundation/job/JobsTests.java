package io.siyu.foundation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.shared.DomainException;
import io.siyu.testing.DatabaseTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@DatabaseTest
@Import({Jobs.class, JobRows.class, JobViews.class, CurrentOperator.class})
class JobsTests {

    private static final Operator ANNA = new Operator(7, null, "Anna", Set.of(), new DataScope.All());

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final JobRows rows;
    private final JobViews views;
    private final CurrentOperator operator;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final MovableClock clock;

    @Autowired
    JobsTests(
            JdbcClient jdbc,
            Jobs jobs,
            JobRows rows,
            JobViews views,
            CurrentOperator operator,
            TransactionTemplate transaction,
            JsonMapper json,
            MovableClock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.rows = rows;
        this.views = views;
        this.operator = operator;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @BeforeEach
    void makeTable() {
        jdbc.sql("delete from job_job").update();
        jdbc.sql("create table if not exists job_test_effect (number bigint not null)")
                .update();
        jdbc.sql("delete from job_test_effect").update();
    }

    @Test
    void killed_at_any_moment_on_two_nodes_it_neither_loses_nor_doubles_anything() {
        Seeds.forAll(3, random -> {
            makeTable();
            long first = jobs.start(Counting.KIND, new Counting.Upto(200 + random.nextInt(300)), "one");
            long second = jobs.start(Counting.KIND, new Counting.Upto(40), "two");
            Counting counting = new Counting(jdbc, new Random(random.nextLong()), 4);
            Race.of(4, thread -> {
                JobWorker node = node(counting);
                return () -> {
                    while (open(first) || open(second)) {
                        if (!workOn(node)) {
                            clock.advance(Duration.ofSeconds(20));
                        }
                    }
                    return true;
                };
            });
            List<Long> expected = LongStream.concat(
                            LongStream.range(0, view(first).done()), LongStream.range(0, 40))
                    .sorted()
                    .boxed()
                    .toList();
            assertThat(view(first).state()).isEqualTo(JobState.DONE);
            assertThat(view(first).percent()).isEqualTo(100);
            assertThat(jdbc.sql("select number from job_test_effect order by number")
                            .query(Long.class)
                            .list())
                    .isEqualTo(expected);
            assertThat(counting.deaths).as("the test kills somebody").isPositive();
            assertThat(counting.mostAtOnce).as("workers at one job").hasValue(1);
        });
    }

    @Test
    void progress_only_grows_and_the_result_is_told_in_words() {
        long id = jobs.start(Counting.KIND, new Counting.Upto(50), "count");
        assertThat(view(id).state()).isEqualTo(JobState.QUEUED);
        JobWorker node = node(new Counting(jdbc, new Random(1), 0));
        long before = 0;
        while (node.workOnce()) {
            assertThat(view(id).done()).isGreaterThan(before);
            before = view(id).done();
        }
        assertThat(view(id).message()).isEqualTo("counted 50");
        assertThat(view(id).files()).containsExactly(new JobViews.File("the.file", "/counted"));
        assertThat(jdbc.sql("select parameters::text from job_job where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .as("what was asked for is forgotten at the end")
                .isEqualTo("{}");
    }

    @Test
    void cancelled_it_stops_after_the_batch_and_resumed_it_goes_on_from_there() {
        long id = jobs.start(Counting.KIND, new Counting.Upto(30), "count");
        Counting counting = new Counting(jdbc, new Random(1), 0);
        JobWorker node = node(counting);
        counting.during = () -> new Thread(() -> jobs.cancel(id)).start();
        node.workOnce();
        org.awaitility.Awaitility.await().until(() -> view(id).state() == JobState.CANCELLED);
        long effects = effects();
        assertThat(node.workOnce()).isFalse();
        assertThat(view(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(effects()).isEqualTo(effects).isEqualTo(view(id).done()).isBetween(1L, 29L);

        counting.during = () -> {};
        assertThat(jobs.resume(id)).isTrue();
        runOut(node);
        assertThat(view(id).state()).isEqualTo(JobState.DONE);
        assertThat(effects()).isEqualTo(30);
    }

    @Test
    void a_batch_that_cannot_be_done_fails_the_job_after_some_tries_and_can_be_resumed() {
        long id = jobs.start(Counting.KIND, new Counting.Upto(30), "count");
        Counting counting = new Counting(jdbc, new Random(1), 0);
        JobWorker node = node(counting);
        node.workOnce();
        counting.during = () -> {
            throw new IllegalStateException("the disk is full");
        };
        runOut(node);
        assertThat(view(id).state()).isEqualTo(JobState.FAILED);
        assertThat(view(id).message()).isEqualTo("job.failed_unexpectedly");
        assertThat(effects()).isEqualTo(view(id).done());

        counting.during = () -> {};
        assertThat(jobs.resume(id)).isTrue();
        runOut(node);
        assertThat(view(id).state()).isEqualTo(JobState.DONE);
        assertThat(effects()).isEqualTo(30);
        assertThat(jobs.resume(id)).as("what is done is not resumed").isFalse();
        assertThat(jobs.cancel(id)).as("nor cancelled").isFalse();
    }

    @Test
    void a_refusal_ends_it_at_once() {
        long id = jobs.start(Counting.KIND, new Counting.Upto(30), "count");
        Counting counting = new Counting(jdbc, new Random(1), 0);
        AtomicInteger asked = new AtomicInteger();
        counting.during = () -> {
            asked.incrementAndGet();
            throw DomainException.conflict("test.no", 5);
        };
        runOut(node(counting));
        assertThat(view(id).state()).isEqualTo(JobState.FAILED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void it_works_in_the_name_of_who_started_it_and_not_for_one_who_left() {
        long id = operator.as(ANNA, () -> jobs.start(Counting.KIND, new Counting.Upto(5), "count"));
        Counting counting = new Counting(jdbc, new Random(1), 0);
        counting.during = () -> assertThat(operator.get()).isEqualTo(ANNA);
        runOut(node(counting));
        assertThat(view(id).state()).isEqualTo(JobState.DONE);
        assertThat(operator.find()).isEmpty();

        Operator gone = new Operator(8, null, "Gone", Set.of(), new DataScope.All());
        long orphan = operator.as(gone, () -> jobs.start(Counting.KIND, new Counting.Upto(5), "count"));
        runOut(node(counting));
        assertThat(view(orphan).message()).isEqualTo("job.starter_gone");
    }

    @Test
    void a_kind_this_node_does_not_know_is_left_to_another() {
        long id = jobs.start("test.of-tomorrow", new Counting.Upto(5), "new");
        assertThat(node(new Counting(jdbc, new Random(1), 0)).workOnce()).isFalse();
        assertThat(view(id).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void short_jobs_are_not_kept_waiting_by_a_long_one() {
        jobs.start(Counting.KIND, new Counting.Upto(10_000), "long");
        clock.advance(Duration.ofSeconds(1));
        long brief = jobs.start(Counting.KIND, new Counting.Upto(3), "short");
        JobWorker node = node(new Counting(jdbc, new Random(1), 0));
        for (int batch = 0; batch < 8; batch++) {
            clock.advance(Duration.ofSeconds(1));
            node.workOnce();
        }
        assertThat(view(brief).state()).isEqualTo(JobState.DONE);
    }

    private static boolean workOn(JobWorker node) {
        try {
            return node.workOnce();
        } catch (Counting.Killed e) {
            return true;
        }
    }

    private void runOut(JobWorker node) {
        while (node.workOnce()) {
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private boolean open(long id) {
        return !view(id).state().ended();
    }

    private JobViews.Row view(long id) {
        return views.find(id, null, Locale.ENGLISH).orElseThrow();
    }

    private long effects() {
        return jdbc.sql("select count(*) from job_test_effect")
                .query(Long.class)
                .single();
    }

    private JobWorker node(JobWork<?, ?> work) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("work", work);
        return new JobWorker(
                rows,
                beans.getBeanProvider(ResolvableType.forRawClass(JobWork.class)),
                operator,
                userId -> userId == ANNA.userId() ? Optional.of(ANNA) : Optional.empty(),
                transaction,
                json);
    }
}
