package io.siyu.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Workers side by side, each doing one thing after the other. */
final class Load {

    /** What one worker does again and again, on a connection of its own. */
    interface Worker extends AutoCloseable {

        /** Does it once more; the turns are counted over all workers from 0. */
        void once(long turn) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** Makes a worker. */
    interface Hiring {
        Worker hire(int number) throws Exception;
    }

    /** @param nanos how long each took, sorted; with a given rate counted from when it was due */
    record Done(long[] nanos, Duration time) {

        long count() {
            return nanos.length;
        }

        double perSecond() {
            return nanos.length / (time.toNanos() / 1e9);
        }

        double millis(double quantile) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, quantile * nanos.length)] / 1e6;
        }
    }

    private Load() {}

    /** As fast as the workers get their answers. */
    static Done closed(int workers, Duration time, Hiring hiring) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return run(workers, hiring, turn -> System.nanoTime() < end ? System.nanoTime() : -1);
    }

    /** This many things, as fast as the workers get their answers. */
    static Done times(int workers, int count, Hiring hiring) throws Exception {
        return run(workers, hiring, turn -> turn < count ? System.nanoTime() : -1);
    }

    /** At this rate, however long the answers take; a late start counts as waiting. */
    static Done open(int workers, double perSecond, Duration time, Hiring hiring) throws Exception {
        long begun = System.nanoTime();
        long count = (long) (perSecond * time.toNanos() / 1e9);
        return run(workers, hiring, turn -> turn < count ? begun + (long) (turn * 1e9 / perSecond) : -1);
    }

    private interface Schedule {
        /** When this turn is due by {@link System#nanoTime()}; -1 when it is over. */
        long due(long turn);
    }

    private static Done run(int workers, Hiring hiring, Schedule schedule) throws Exception {
        AtomicLong turns = new AtomicLong();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            var running = IntStream.range(0, workers)
                    .mapToObj(number -> threads.submit(() -> work(hiring, number, turns, schedule)))
                    .toList();
            long[] nanos = running.stream()
                    .map(Load::result)
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .toArray();
            return new Done(nanos, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static long[] work(Hiring hiring, int number, AtomicLong turns, Schedule schedule) throws Exception {
        LongStream.Builder nanos = LongStream.builder();
        try (Worker worker = hiring.hire(number)) {
            while (true) {
                long turn = turns.getAndIncrement();
                long due = schedule.due(turn);
                if (due < 0) {
                    return nanos.build().toArray();
                }
                LockSupport.parkNanos(due - System.nanoTime());
                worker.once(turn);
                nanos.add(System.nanoTime() - due);
            }
        }
    }

    private static long[] result(Future<long[]> worker) {
        try {
            return worker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
