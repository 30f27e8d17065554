package io.siyu.reach.sop;

import io.siyu.shared.DomainException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of a plan and how they follow each other. Whoever walks it gets to an end or to a wait, never round and round. */
final class Graph {

    private final String first;
    private final Map<String, Step> steps;

    private Graph(String first, Map<String, Step> steps) {
        this.first = first;
        this.steps = steps;
    }

    /** @throws DomainException {@code sop.step_*} at the field {@code steps[i]} when nobody could walk it */
    static Graph of(List<Step> list) {
        if (list.isEmpty()) {
            throw DomainException.invalid("steps", "sop.steps_empty");
        }
        Map<String, Step> steps = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            StepRules.check(list.get(i), "steps[" + i + "]");
            if (steps.put(list.get(i).id(), list.get(i)) != null) {
                throw DomainException.invalid("steps[" + i + "].id", "sop.step_twice");
            }
        }
        for (int i = 0; i < list.size(); i++) {
            String field = "steps[" + i + "].next";
            next(list.get(i)).filter(next -> !steps.containsKey(next)).ifPresent(missing -> {
                throw DomainException.invalid(field, "sop.step_next_missing");
            });
        }
        Graph graph = new Graph(list.getFirst().id(), steps);
        graph.refuseCirclesWithoutWait();
        return graph;
    }

    /** Of a published version: it was checked by the rules of its day, and stricter ones since then must not stop who is under way. */
    static Graph published(List<Step> list) {
        Map<String, Step> steps = new LinkedHashMap<>();
        list.forEach(step -> steps.put(step.id(), step));
        return new Graph(list.getFirst().id(), steps);
    }

    String first() {
        return first;
    }

    Step step(String id) {
        Step step = steps.get(id);
        if (step == null) {
            throw new IllegalArgumentException("no step " + id);
        }
        return step;
    }

    static Optional<String> next(Step step) {
        return switch (step) {
            case Step.Wait wait -> Optional.of(wait.next());
            case Step.Task task -> Optional.of(task.next());
            case Step.Tag tag -> Optional.of(tag.next());
            case Step.Coupon coupon -> Optional.of(coupon.next());
            case Step.End end -> Optional.empty();
        };
    }

    /** From no step can it be reached again without time passing. */
    private void refuseCirclesWithoutWait() {
        for (Step start : steps.values()) {
            Set<String> seen = new HashSet<>();
            Deque<Step> path = new ArrayDeque<>(List.of(start));
            while (!path.isEmpty()) {
                Step step = path.pop();
                boolean passesTime = step instanceof Step.Wait wait && wait.minutes() > 0;
                if (passesTime) {
                    continue;
                }
                if (!seen.add(step.id())) {
                    throw DomainException.invalid("steps", "sop.steps_circle");
                }
                next(step).map(this::step).ifPresent(path::push);
            }
        }
    }
}
