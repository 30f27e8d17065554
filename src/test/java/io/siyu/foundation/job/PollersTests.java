package io.siyu.foundation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.testing.HeardLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class PollersTests {

    /** Stumbles each time, and keeps under which names it ran. */
    private static final class Stumbling implements PolledWork {

        private final List<Map<String, String>> runs = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "test.stumbling";
        }

        @Override
        public Duration pause() {
            return Duration.ofMillis(1);
        }

        @Override
        public boolean workOnce() {
            runs.add(MDC.getCopyOfContextMap());
            throw new IllegalStateException("stumbled");
        }
    }

    @Test
    void each_piece_of_work_has_an_id_of_its_own_and_its_log_lines_carry_it() {
        Stumbling work = new Stumbling();
        Pollers pollers = pollers(work);
        try (HeardLog log = new HeardLog()) {
            pollers.start();
            await().until(() -> work.runs.size() >= 3);
            pollers.stop();

            assertThat(work.runs).allMatch(run -> "test.stumbling".equals(run.get("work")));
            assertThat(work.runs.stream().map(run -> run.get("requestId")).distinct())
                    .hasSameSizeAs(work.runs)
                    .doesNotContainNull();
            assertThat(log.events())
                    .filteredOn(event -> event.getFormattedMessage().startsWith("test.stumbling failed"))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(work.runs).contains(event.getMDCPropertyMap()));
        }
    }

    @Test
    void what_paused_when_the_application_was_halted_pauses_on_when_it_goes_on_unless_it_is_woken() {
        Idle nothing = new Idle("test.hourly", Duration.ofHours(1));
        Idle beside = new Idle("test.often", Duration.ofMillis(1));
        Pollers pollers = pollers(nothing, beside);
        pollers.start();
        await().until(() -> nothing.looked.get() == 1 && beside.looked.get() > 0);
        pollers.stop();

        int before = beside.looked.get();
        pollers.start();
        await().until(() -> beside.looked.get() > before + 20);
        assertThat(nothing.looked).hasValue(1);
        pollers.wake("test.hourly");
        await().until(() -> nothing.looked.get() == 2);

        pollers.stop();
        pollers.wake("test.hourly");
        pollers.start();
        await().until(() -> nothing.looked.get() == 3);
        pollers.stop();
    }

    /** Never finds anything. */
    private record Idle(String name, Duration pause, AtomicInteger looked) implements PolledWork {

        Idle(String name, Duration pause) {
            this(name, pause, new AtomicInteger());
        }

        @Override
        public boolean workOnce() {
            looked.incrementAndGet();
            return false;
        }
    }

    private static Pollers pollers(PolledWork... works) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (PolledWork work : works) {
            beans.addBean(work.name(), work);
        }
        beans.addBean("pumps", new StreamPumps(List.of(), mock(StreamCursors.class)));
        return new Pollers(beans.getBeanProvider(PolledWork.class), beans.getBeanProvider(StreamPumps.class));
    }
}
