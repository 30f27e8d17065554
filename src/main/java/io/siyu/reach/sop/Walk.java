package io.siyu.reach.sop;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a customer moves through a plan. Pure: where they stand, what happened and the time give where they stand then and what is to be done. */
final class Walk {

    private Walk() {}

    enum Status {
        ACTIVE,
        COMPLETED,
        EXITED
    }

    /**
     * Where a customer stands.
     *
     * @param visit how many steps were taken; 0 before the first
     * @param dueAt when the wait they stand at is over
     */
    record Position(String stepId, int visit, @Nullable Instant dueAt, Status status) {
        static Position before(Graph graph) {
            return new Position(graph.first(), 0, null, Status.ACTIVE);
        }
    }

    sealed interface Event {
        /** The customer has just entered. */
        record Started() implements Event {}

        /** The timer set for this visit went off. */
        record TimerDue(String stepId, int visit) implements Event {}

        /** Something ends it at once. */
        record Exit() implements Event {}
    }

    /** What a step does to the world; step and visit make it unique in its enrolment. */
    record Effect(Step step, int visit) {}

    record Advanced(Position position, List<Effect> effects) {
        public Advanced {
            effects = List.copyOf(effects);
        }
    }

    /** An event that no longer fits the position (told twice, too early, after the end) changes nothing. */
    static Advanced advance(Graph graph, Position position, Event event, Instant now, ZoneId zone) {
        if (position.status() != Status.ACTIVE) {
            return new Advanced(position, List.of());
        }
        return switch (event) {
            case Event.Started() when position.visit() == 0 -> from(graph, graph.first(), 0, now, zone);
            case Event.TimerDue(String step, int visit)
            when isDue(position, step, visit, now) ->
                from(graph, Graph.next(graph.step(step)).orElseThrow(), visit, now, zone);
            case Event.Exit() ->
                new Advanced(new Position(position.stepId(), position.visit(), null, Status.EXITED), List.of());
            case Event.Started() -> new Advanced(position, List.of());
            case Event.TimerDue(String step, int visit) -> new Advanced(position, List.of());
        };
    }

    private static boolean isDue(Position position, String step, int visit, Instant now) {
        Instant dueAt = position.dueAt();
        return dueAt != null && position.stepId().equals(step) && position.visit() == visit && !now.isBefore(dueAt);
    }

    private static Advanced from(Graph graph, String first, int visits, Instant now, ZoneId zone) {
        List<Effect> effects = new ArrayList<>();
        String id = first;
        int visit = visits;
        while (true) {
            visit++;
            Step step = graph.step(id);
            switch (step) {
                case Step.End end -> {
                    return new Advanced(new Position(id, visit, null, Status.COMPLETED), effects);
                }
                case Step.Wait wait -> {
                    Instant dueAt = dueAt(wait, now, zone);
                    if (dueAt.isAfter(now)) {
                        return new Advanced(new Position(id, visit, dueAt, Status.ACTIVE), effects);
                    }
                }
                case Step.Task task -> effects.add(new Effect(task, visit));
                case Step.Tag tag -> effects.add(new Effect(tag, visit));
                case Step.Coupon coupon -> effects.add(new Effect(coupon, visit));
            }
            id = Graph.next(step).orElseThrow();
        }
    }

    /** So many minutes on, and then the first time the brand's clock shows the hour asked for. */
    static Instant dueAt(Step.Wait wait, Instant now, ZoneId zone) {
        Instant earliest = now.plus(Duration.ofMinutes(wait.minutes()));
        if (wait.at() == null) {
            return earliest;
        }
        ZonedDateTime local = earliest.atZone(zone);
        ZonedDateTime that = local.toLocalDate().atTime(wait.at()).atZone(zone);
        return (that.toInstant().isBefore(earliest)
                        ? local.toLocalDate().plusDays(1).atTime(wait.at()).atZone(zone)
                        : that)
                .toInstant();
    }
}
