package io.siyu.reach.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.reach.sop.Walk.Advanced;
import io.siyu.reach.sop.Walk.Effect;
import io.siyu.reach.sop.Walk.Event;
import io.siyu.reach.sop.Walk.Position;
import io.siyu.reach.sop.Walk.Status;
import io.siyu.shared.DomainException;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WalkTests {

    private static final Instant TEN = MovableClock.BEGINNING;

    @Test
    void every_effect_comes_once_in_order_and_the_walk_ends() {
        Seeds.forAll(300, random -> {
            List<Step> steps = line(random, 1 + random.nextInt(12));
            Graph graph = Graph.of(steps);
            Set<String> seen = new HashSet<>();
            List<String> order = new ArrayList<>();
            Position end = run(graph, random, effect -> {
                assertThat(seen.add(effect.step().id() + "#" + effect.visit())).isTrue();
                order.add(effect.step().id());
            });
            assertThat(end.status()).isEqualTo(Status.COMPLETED);
            assertThat(order)
                    .isEqualTo(steps.stream()
                            .filter(step -> !(step instanceof Step.Wait) && !(step instanceof Step.End))
                            .map(Step::id)
                            .toList());
        });
    }

    @Test
    void no_step_is_taken_before_its_time() {
        Seeds.forAll(300, random -> {
            Graph graph = Graph.of(line(random, 8));
            Position position = start(graph).position();
            while (position.status() == Status.ACTIVE) {
                Instant dueAt = position.dueAt();
                assertThat(dueAt).isNotNull();
                Event timer = new Event.TimerDue(position.stepId(), position.visit());
                Instant early = dueAt.minusMillis(1 + random.nextInt(100_000));
                assertThat(advance(graph, position, timer, early)).isEqualTo(new Advanced(position, List.of()));
                position = advance(graph, position, timer, dueAt).position();
            }
        });
    }

    @Test
    void an_event_told_again_changes_nothing() {
        Seeds.forAll(300, random -> {
            Graph graph = Graph.of(line(random, 8));
            Advanced started = start(graph);
            Position position = started.position();
            assertThat(advance(graph, position, new Event.Started(), TEN).effects())
                    .isEmpty();
            if (position.status() != Status.ACTIVE || position.dueAt() == null) {
                return;
            }
            Instant late = position.dueAt().plusSeconds(random.nextInt(100_000));
            Event timer = new Event.TimerDue(position.stepId(), position.visit());
            Position after = advance(graph, position, timer, late).position();
            assertThat(advance(graph, after, timer, late.plus(Duration.ofDays(400))))
                    .isEqualTo(new Advanced(after, List.of()));
        });
    }

    @Test
    void an_exit_ends_it_at_once_and_for_good() {
        Graph graph = Graph.of(List.of(wait("w", 60, null, "t"), task("t", "end"), new Step.End("end")));
        Position waiting = start(graph).position();
        Position left = advance(graph, waiting, new Event.Exit(), TEN).position();
        assertThat(left.status()).isEqualTo(Status.EXITED);
        assertThat(left.dueAt()).isNull();
        assertThat(advance(graph, left, new Event.TimerDue("w", 1), TEN.plus(Duration.ofDays(1)))
                        .effects())
                .isEmpty();
    }

    @Test
    void a_wait_until_an_hour_ends_at_the_next_time_the_clock_shows_it() {
        Step.Wait nine = wait("w", 0, LocalTime.of(9, 30), "end");
        assertThat(Walk.dueAt(nine, TEN, MovableClock.ZONE))
                .isEqualTo(TEN.plus(Duration.ofHours(23)).plus(Duration.ofMinutes(30)));
        Step.Wait twoDays = wait("w", 2 * 24 * 60, LocalTime.of(10, 30), "end");
        assertThat(Walk.dueAt(twoDays, TEN, MovableClock.ZONE))
                .isEqualTo(TEN.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(30)));
    }

    @Test
    void a_circle_with_a_wait_takes_each_visit_once() {
        Graph graph = Graph.of(List.of(task("t", "w"), wait("w", 60, null, "t")));
        Set<Integer> visits = new HashSet<>();
        Advanced advanced = start(graph);
        for (int round = 0; round < 5; round++) {
            advanced.effects()
                    .forEach(effect -> assertThat(visits.add(effect.visit())).isTrue());
            Position position = advanced.position();
            Instant due = position.dueAt();
            assertThat(due).isNotNull();
            advanced = advance(graph, position, new Event.TimerDue("w", position.visit()), due);
        }
        assertThat(visits).hasSize(5);
    }

    @Test
    void what_nobody_could_walk_is_refused() {
        assertThatThrownBy(() -> Graph.of(List.of(task("a", "b"), task("b", "a"))))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("sop.steps_circle");
        assertThatThrownBy(() -> Graph.of(List.of(task("a", "nowhere")))).hasMessageContaining("sop.step_next_missing");
        assertThatThrownBy(() -> Graph.of(List.of(new Step.End("a"), new Step.End("a"))))
                .hasMessageContaining("sop.step_twice");
        assertThatThrownBy(() -> Graph.of(List.of())).hasMessageContaining("sop.steps_empty");
    }

    private static Position run(Graph graph, Random random, Consumer<Effect> each) {
        Advanced advanced = start(graph);
        advanced.effects().forEach(each);
        while (advanced.position().status() == Status.ACTIVE) {
            Position position = advanced.position();
            Instant due = position.dueAt();
            assertThat(due).isNotNull();
            Instant fired = due.plusSeconds(random.nextInt(100_000));
            Event timer = new Event.TimerDue(position.stepId(), position.visit());
            advanced = advance(graph, position, timer, fired);
            advanced.effects().forEach(each);
            assertThat(advance(graph, advanced.position(), timer, fired).effects())
                    .isEmpty();
        }
        return advanced.position();
    }

    private static Advanced start(Graph graph) {
        return advance(graph, Position.before(graph), new Event.Started(), TEN);
    }

    private static Advanced advance(Graph graph, Position position, Event event, Instant now) {
        return Walk.advance(graph, position, event, now, MovableClock.ZONE);
    }

    private static List<Step> line(Random random, int length) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String next = i + 1 < length ? "s" + (i + 1) : "end";
            steps.add(
                    switch (random.nextInt(5)) {
                        case 0, 1 ->
                            wait(
                                    "s" + i,
                                    1 + random.nextInt(5000),
                                    random.nextBoolean() ? null : LocalTime.of(random.nextInt(24), 0),
                                    next);
                        case 2 -> new Step.Tag("s" + i, Set.of(1L), Set.of(), next);
                        case 3 -> new Step.Coupon("s" + i, 1, next);
                        default -> task("s" + i, next);
                    });
        }
        steps.add(new Step.End("end"));
        return steps;
    }

    private static Step.Wait wait(String id, int minutes, @Nullable LocalTime at, String next) {
        return new Step.Wait(id, minutes, at, next);
    }

    private static Step.Task task(String id, String next) {
        return new Step.Task(id, "你好", "", false, next);
    }
}
