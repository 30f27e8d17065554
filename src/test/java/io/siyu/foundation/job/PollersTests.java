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
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("work", work);
        beans.addBean("pumps", new StreamPumps(List.of(), mock(StreamCursors.class)));
        Pollers pollers =
                new Pollers(beans.getBeanProvider(PolledWork.class), beans.getBeanProvider(StreamPumps.class));
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
}
