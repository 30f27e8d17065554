package io.siyu.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads at the same moment. */
public final class Race {

    private Race() {}

    /** What each of them got: its answer, or what it threw. */
    public record Finish<T>(List<T> answers, List<Throwable> failures) {}

    public static <T> Finish<T> of(int threads, IntFunction<Callable<T>> runners) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> runs = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                Callable<T> runner = runners.apply(i);
                runs.add(pool.submit(() -> {
                    start.await();
                    return runner.call();
                }));
            }
            start.countDown();
        }
        List<T> answers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<T> run : runs) {
            try {
                answers.add(run.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            }
        }
        return new Finish<>(answers, failures);
    }
}
