package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.database.Lane;
import io.siyu.foundation.job.Pollers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes arrivals down. What arrives while a commit is under way goes into the next one together, so that under load one commit carries
 * many rows, and a lone arrival waits for nobody. What is of one relation always goes to the same writer, in the order of its arrival.
 */
@Component
class Intake implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final int WRITERS = 2;
    private static final int MOST_ROWS = 256;
    private static final int MOST_WAITING = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /**
     * Ids are given in the order of arrival. Another node's rows of the same relation are waited for first: a row must not be seen while
     * an older one of its relation is still being committed.
     */
    static final String INSERT = """
            with arrival as materialized (
                select * from rows from (jsonb_to_recordset(:rows::jsonb)
                    as (digest text, app text, event text, "changeType" text, relation text, fields jsonb, wanted boolean,
                        welcome boolean, "receivedAt" timestamptz)) with ordinality),
            locked as materialized (
                select count(pg_advisory_xact_lock(key)) as relations
                from (select distinct hashtextextended(coalesce(relation, digest), 0) as key from arrival where wanted order by key)
                    as keys)
            insert into wecom_inbox (digest, app, event, change_type, relation, fields, received_at, next_attempt_at,
                                     state, finished_at, welcome_state, welcome_next_at)
            select decode(digest, 'hex'), app, event, "changeType", relation, fields, "receivedAt", "receivedAt",
                   case when wanted then 'waiting' else 'ignored' end, case when not wanted then "receivedAt" end,
                   case when welcome then 'due' end, case when welcome then "receivedAt" end
            from arrival, locked
            order by ordinality
            on conflict (digest) do nothing
            returning state = 'waiting' as waiting, welcome_state is not null as welcome""";

    /** The row is not, or not known to be, in the database. */
    static final class NotStored extends RuntimeException {
        NotStored(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private record Waiting(Arrival arrival, CompletableFuture<Void> stored) {}

    /** Which lanes have something to do. */
    private record Work(boolean waiting, boolean welcome) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Pollers pollers;
    private final List<BlockingQueue<Waiting>> queues = Stream.<BlockingQueue<Waiting>>generate(
                    () -> new LinkedBlockingQueue<>(MOST_WAITING))
            .limit(WRITERS)
            .toList();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean running;

    Intake(JdbcClient jdbc, JsonMapper json, Pollers pollers) {
        this.jdbc = jdbc;
        this.json = json;
        this.pollers = pollers;
    }

    /** Returns when the row is committed, or was there before. */
    void store(Arrival arrival) {
        Waiting waiting = new Waiting(arrival, new CompletableFuture<>());
        if (!running || !queueOf(arrival).offer(waiting)) {
            throw new NotStored("more than can be written down", null);
        }
        try {
            waiting.stored().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotStored("the database does not take it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStored("stopped", e);
        }
    }

    private BlockingQueue<Waiting> queueOf(Arrival arrival) {
        String together = arrival.relation() == null ? arrival.digest() : arrival.relation();
        return queues.get(Math.floorMod(together.hashCode(), queues.size()));
    }

    @Override
    public synchronized void start() {
        running = true;
        for (BlockingQueue<Waiting> queue : queues) {
            writers.add(Thread.ofVirtual()
                    .name("wecom-intake-" + writers.size())
                    .start(() -> Lane.ACCEPTING.run(() -> write(queue))));
        }
    }

    /** Before the web server, which stops first and starts last. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized void stop() {
        running = false;
        for (Thread writer : writers) {
            try {
                writer.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        writers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void write(BlockingQueue<Waiting> queue) {
        List<Waiting> batch = new ArrayList<>();
        while (running || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_ROWS - 1);
                    write(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
            }
        }
    }

    /** One bad row must not cost the others theirs: together first, alone if that fails. */
    private void write(List<Waiting> batch) {
        try {
            insert(batch);
            batch.forEach(one -> one.stored().complete(null));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().stored().completeExceptionally(e);
            } else {
                batch.forEach(one -> write(List.of(one)));
            }
        } catch (Error e) {
            // Whoever waits is told, and the writer goes on: without it nothing would be accepted any more.
            log.error("{} callbacks could not be written down", batch.size(), e);
            batch.forEach(one -> one.stored().completeExceptionally(e));
        }
    }

    private void insert(List<Waiting> batch) {
        List<Work> inserted = jdbc.sql(INSERT)
                .param(
                        "rows",
                        json.writeValueAsString(
                                batch.stream().map(Waiting::arrival).toList()))
                .query((row, number) -> new Work(row.getBoolean("waiting"), row.getBoolean("welcome")))
                .list();
        if (inserted.stream().anyMatch(Work::welcome)) {
            pollers.wake(WelcomeLane.NAME);
        }
        if (inserted.stream().anyMatch(Work::waiting)) {
            pollers.wake(OrderedLane.NAME);
        }
    }
}
