package io.siyu.reach.channel.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The visitors who stand before the codes, in a few lines. One of a line at a time goes in and takes all who stand in it along, whatever
 * their codes: the others would only wait for row locks and for the disk, each with a connection of the pool in hand. Visitors of one code
 * always stand in the same line.
 */
final class Lines {

    /** Longer than anybody looks at an empty page. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One writes while the other waits for the disk. */
    private static final int LINES = 2;

    private static final int MOST_TOGETHER = 64;

    private final List<Line> lines = Stream.generate(Line::new).limit(LINES).toList();
    private final Function<Set<Ask>, Map<Ask, Admission>> taking;

    Lines(Function<Set<Ask>, Map<Ask, Admission>> taking) {
        this.taking = taking;
    }

    private static final class Line {
        private final Semaphore turn = new Semaphore(1, true);
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    }

    private static final class Waiting {
        private final Ask ask;
        private volatile @Nullable Admission answer;
        private volatile @Nullable RuntimeException failure;

        Waiting(Ask ask) {
            this.ask = ask;
        }

        boolean served() {
            return answer != null || failure != null;
        }
    }

    Admission enter(Ask ask) {
        Line line = lines.get(Math.floorMod(ask.code().hashCode(), LINES));
        Waiting mine = new Waiting(ask);
        line.waiting.add(mine);
        boolean inside = false;
        try {
            inside = line.turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            while (inside && !mine.served()) {
                serve(line);
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
        return answer == null ? new Admission.Busy() : answer;
    }

    private void serve(Line line) {
        Map<Ask, List<Waiting>> together = new LinkedHashMap<>();
        while (together.size() < MOST_TOGETHER) {
            Waiting next = line.waiting.poll();
            if (next == null) {
                break;
            }
            together.computeIfAbsent(next.ask, ask -> new ArrayList<>()).add(next);
        }
        try {
            answer(together);
        } catch (RuntimeException e) {
            Map<String, Map<Ask, List<Waiting>>> byCode = new HashMap<>();
            together.forEach((ask, waiting) -> byCode.computeIfAbsent(ask.code(), code -> new LinkedHashMap<>())
                    .put(ask, waiting));
            boolean worthAnotherTry = byCode.size() > 1 || e instanceof PessimisticLockingFailureException;
            byCode.values().forEach(one -> answerAlone(one, worthAnotherTry, e));
        } finally {
            // After an error of the machine too: nobody waits for an answer that will not come.
            together.values()
                    .forEach(waiting -> waiting.stream()
                            .filter(one -> !one.served())
                            .forEach(one -> one.failure = new IllegalStateException("not taken in")));
        }
    }

    private void answer(Map<Ask, List<Waiting>> together) {
        Map<Ask, Admission> answers = taking.apply(together.keySet());
        together.forEach(
                (ask, waiting) -> waiting.forEach(one -> one.answer = Objects.requireNonNull(answers.get(ask))));
    }

    /** One code's trouble is not the others'. */
    private void answerAlone(Map<Ask, List<Waiting>> ofOneCode, boolean worthAnotherTry, RuntimeException failure) {
        RuntimeException last = failure;
        if (worthAnotherTry) {
            try {
                answer(ofOneCode);
                return;
            } catch (RuntimeException e) {
                last = e;
            }
        }
        RuntimeException told = last;
        ofOneCode.values().forEach(waiting -> waiting.forEach(one -> one.failure = told));
    }
}
