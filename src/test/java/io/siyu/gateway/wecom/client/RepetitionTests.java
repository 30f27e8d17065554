package io.siyu.gateway.wecom.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a call that was one too many at once waits before it is made again. */
class RepetitionTests {

    @Test
    void calls_that_were_refused_together_come_back_apart_and_soon() {
        Seeds.forAll(200, random -> {
            assertThat(three(random, 1))
                    .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofMillis(250)))
                    .doesNotHaveDuplicates();
            assertThat(three(random, 2))
                    .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(100), Duration.ofMillis(500)))
                    .doesNotHaveDuplicates();
        });
    }

    private static List<Duration> three(Random random, int repetition) {
        return Stream.generate(() -> WeComCalls.pause(repetition, random))
                .limit(3)
                .toList();
    }
}
