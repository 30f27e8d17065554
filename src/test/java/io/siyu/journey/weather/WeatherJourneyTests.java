package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every call of ours times everything that can happen to it: nothing is lost, nothing is doubled, and what the operator sees is true. */
@SiyuTest
class WeatherJourneyTests {

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @Autowired
    ApplicationContext context;

    private record Told(Story story, long fault) {

        boolean comesTrue(Mishap mishap, boolean atOnce) {
            try {
                if (atOnce) {
                    story.verifyAtOnce(mishap);
                } else {
                    check();
                }
                return true;
            } catch (AssertionError e) {
                return false;
            }
        }

        void check() {
            story.verify();
            assertThat(story.scene.left(fault))
                    .as("calls the mishap still waits for")
                    .isZero();
        }
    }

    @TestFactory
    Stream<DynamicContainer> every_call_survives() {
        return Arrays.stream(Mishap.values()).map(mishap -> {
            // On another day each, so that no token of the day before still lives.
            List<Told> all = tell(new Scene(context), mishap);
            return dynamicContainer(
                    mishap.name(),
                    all.stream().map(told -> dynamicTest(told.story().call.name() + " " + mishap, told::check)));
        });
    }

    /** All stories side by side, in one weather. */
    private static List<Told> tell(Scene scene, Mishap mishap) {
        List<Story> stories = stories(scene);
        assertThat(stories)
                .extracting(story -> story.call)
                .as("a story for every call")
                .contains(OutsideCall.values());
        List<Told> all = new ArrayList<>();
        for (Story story : stories) {
            all.add(new Told(story, scene.switchOn(mishap.switchFor(story.call), story.about())));
            story.begin();
        }
        List<Told> urgent = all.stream().filter(told -> told.story().urgent()).toList();
        settle(urgent, told -> told.comesTrue(mishap, true), () -> {});
        settle(all, told -> told.comesTrue(mishap, false), scene::letTimePass);
        return all;
    }

    /** Until all have come true or patience ends; which of them did not is told by the tests of each. */
    private static void settle(List<Told> all, Predicate<Told> comesTrue, Runnable meanwhile) {
        List<Told> open = new ArrayList<>(all);
        try {
            await().atMost(AT_MOST).pollInterval(Duration.ofMillis(150)).until(() -> {
                open.removeIf(comesTrue);
                if (!open.isEmpty()) {
                    meanwhile.run();
                }
                return open.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            // Told below, each by its own name.
        }
    }

    private static List<Story> stories(Scene scene) {
        return Stream.of(
                        WorkStories.all(scene),
                        CodeStories.all(scene),
                        LinkStories.all(scene),
                        TagStories.all(scene),
                        HandoverStories.all(scene),
                        GroupCodeStories.all(scene),
                        MiniStories.all(scene),
                        PageStories.all(scene),
                        ShopStories.all(scene))
                .flatMap(List::stream)
                .toList();
    }
}
