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
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes arrivals down. What arrives while a commit is under way goes into the next one together, so that under load one commit carries
 * many rows, and a lone arrival waits for nobody.
 */
@Component
class Intake implements SmartLifecycle {

    private static final int WRITERS = 2;
    private static final int MOST_ROWS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String INSERT = """
            insert into wecom_inbox (digest, app, event, change_type, relation, fields, received_at, next_attempt_at,
                                     welcome_state, welcome_next_at)
            select decode(digest, 'hex'), app, event, "changeType", relation, fields, "receivedAt", "receivedAt",
                   case when welcome then 'due' end, case when welcome then "receivedAt" end
            from jsonb_to_recordset(:rows::jsonb) as arrival (digest text, app text, event text, "changeType" text, relation text,
                                                              fields jsonb, welcome boolean, "receivedAt" timestamptz)
            order by digest
            on conflict (digest) do nothing
            returning welcome_state is not null""";

    /** The row is not, or not known to be, in the database. */
    static final class NotStored extends RuntimeException {
        NotStored(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private record Waiting(Arrival arrival, CompletableFuture<Void> stored) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Pollers pollers;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(10_000);
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
        if (!running || !queue.offer(waiting)) {
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

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().name("wecom-intake-" + i).start(() -> Lane.ACCEPTING.run(this::write)));
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

    private void write() {
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
        }
    }

    private void insert(List<Waiting> batch) {
        List<Boolean> inserted = jdbc.sql(INSERT)
                .param(
                        "rows",
                        json.writeValueAsString(
                                batch.stream().map(Waiting::arrival).toList()))
                .query(Boolean.class)
                .list();
        if (inserted.contains(true)) {
            pollers.wake(WelcomeLane.NAME);
        }
        if (!inserted.isEmpty()) {
            pollers.wake(OrderedLane.NAME);
        }
    }
}
