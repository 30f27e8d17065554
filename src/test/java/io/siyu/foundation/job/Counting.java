package io.siyu.foundation.job;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down the numbers below one, some at a time; now and then its node is killed or it stumbles. */
final class Counting implements JobWork<Counting.Upto, Counting.At> {

    static final String KIND = "test.count";

    /** As good as {@code kill -9} to the database: the connection is gone and nobody says anything. */
    static final class Killed extends Error {}

    record Upto(long end) {}

    record At(long next) {}

    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile int deaths;
    volatile Runnable during = () -> {};

    private final Map<Long, AtomicInteger> atWork = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final Random random;
    private final int oddsOfTrouble;

    Counting(JdbcClient jdbc, Random random, int oddsOfTrouble) {
        this.jdbc = jdbc;
        this.random = random;
        this.oddsOfTrouble = oddsOfTrouble;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Upto upto, @Nullable At at) {
        AtomicInteger workers = atWork.computeIfAbsent(upto.end(), end -> new AtomicInteger());
        mostAtOnce.accumulateAndGet(workers.incrementAndGet(), Math::max);
        Batch<At> batch = count(upto, at == null ? 0 : at.next());
        // A node whose connection is gone cannot do harm any more: it is not counted while it dies.
        workers.decrementAndGet();
        trouble();
        return batch;
    }

    private Batch<At> count(Upto upto, long from) {
        long to = Math.min(upto.end(), from + 1 + random.nextInt(10));
        for (long number = from; number < to; number++) {
            jdbc.sql("insert into job_test_effect (number) values (:number)")
                    .param("number", number)
                    .update();
        }
        during.run();
        return to == upto.end()
                ? Batch.last(to, JobResult.of("counted " + to).with(new JobResult.JobFile("the.file", "/counted")))
                : Batch.more(new At(to), to, upto.end());
    }

    private void trouble() {
        if (oddsOfTrouble == 0) {
            return;
        }
        int luck = random.nextInt(oddsOfTrouble * 3);
        if (luck == 0) {
            throw new IllegalStateException("stumbled");
        }
        if (luck == 1) {
            deaths++;
            try {
                jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                        .query(Boolean.class)
                        .single();
            } catch (RuntimeException e) {
                throw new Killed();
            }
        }
    }
}
