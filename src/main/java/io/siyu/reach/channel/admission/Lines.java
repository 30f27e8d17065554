package io.siyu.reach.channel.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The visitors who stand before each code. One of them at a time goes in and takes all who stand there along; the others would only wait
 * for the code's row lock, each with a connection of the pool in hand.
 */
final class Lines {

    /** Longer than anybody looks at an empty page. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_TOGETHER = 64;

    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();
    private final BiFunction<String, Set<String>, Map<String, Admission>> taking;

    Lines(BiFunction<String, Set<String>, Map<String, Admission>> taking) {
        this.taking = taking;
    }

    private static final class Line {
        private final Semaphore turn = new Semaphore(1, true);
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    }

    private static final class Waiting {
        private final String visitor;
        private volatile @Nullable Admission answer;
        private volatile @Nullable RuntimeException failure;

        Waiting(String visitor) {
            this.visitor = visitor;
        }

        boolean served() {
            return answer != null || failure != null;
        }
    }

    Admission enter(String code, String visitor) {
        Line line = lines.computeIfAbsent(code, one -> new Line());
        Waiting mine = new Waiting(visitor);
        line.waiting.add(mine);
        boolean inside = false;
        try {
            inside = line.turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            while (inside && !mine.served()) {
                serve(code, line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.waiting.remove(mine);
            if (inside) {
                line.turn.release();
            }
        }
        RuntimeException failure = mine.failure;
        if (failure != null) {
            throw failure;
        }
        Admission answer = mine.answer;
        if (answer instanceof Admission.Closed) {
            lines.remove(code, line);
        }
        return answer == null ? new Admission.Busy() : answer;
    }

    private void serve(String code, Line line) {
        Map<String, List<Waiting>> together = new LinkedHashMap<>();
        while (together.size() < MOST_TOGETHER) {
            Waiting next = line.waiting.poll();
            if (next == null) {
                break;
            }
            together.computeIfAbsent(next.visitor, visitor -> new ArrayList<>()).add(next);
        }
        try {
            Map<String, Admission> answers = taking.apply(code, together.keySet());
            together.forEach((visitor, asking) -> asking.forEach(one -> one.answer = answers.get(visitor)));
        } catch (RuntimeException e) {
            together.values().forEach(asking -> asking.forEach(one -> one.failure = e));
        }
    }
}
