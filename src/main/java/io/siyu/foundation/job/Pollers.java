package io.siyu.foundation.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.siyu.foundation.database.Lane;
import io.siyu.shared.RandomCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs every {@link PolledWork} of the application, from the moment it is ready until it stops. */
@Component
public class Pollers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Pollers.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    /** Threads are let finish, never interrupted: an interrupted virtual thread closes the connection under its transaction. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);

    private final ObjectProvider<PolledWork> works;
    private final ObjectProvider<StreamPumps> pumps;
    private final Map<String, Doorbell> bells = new ConcurrentHashMap<>();
    /** Until when a work pauses, by {@link System#nanoTime}: an application that is halted and goes on does not begin everything anew. */
    private final Map<String, Long> rests = new ConcurrentHashMap<>();

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** Works are looked up at the start only: they themselves may wake other works through this class. */
    Pollers(ObjectProvider<PolledWork> works, ObjectProvider<StreamPumps> pumps) {
        this.works = works;
        this.pumps = pumps;
    }

    /** Something was just committed for this work on this node: look now instead of after the pause. */
    public void wake(String workName) {
        rests.remove(workName);
        Doorbell bell = bells.get(workName);
        if (bell != null) {
            bell.ring();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        Stream<PolledWork> all = Stream.concat(works.stream(), pumps.getObject().works().stream());
        for (PolledWork work : all.toList()) {
            bells.put(work.name(), new Doorbell());
            for (int i = 0; i < work.threads(); i++) {
                threads.add(
                        Thread.ofVirtual().name(work.name() + "-" + i).start(() -> Lane.JOBS.run(() -> poll(work))));
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        bells.values().forEach(Doorbell::removed);
        for (Thread thread : threads) {
            join(thread);
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts last and stops first: no work before everything it may touch is there, none after it is gone. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void poll(PolledWork work) {
        Counter failures = Metrics.counter("siyu.work.failures", "work", work.name());
        Duration backOff = work.pause();
        MDC.put("work", work.name());
        long rest = rests.getOrDefault(work.name(), System.nanoTime()) - System.nanoTime();
        if (rest > 0) {
            pause(work, Duration.ofNanos(rest));
        }
        while (running) {
            // One piece of work, one name, as a request has one: its log lines and its audit entries are found by it.
            MDC.put("requestId", RandomCode.letters(16));
            try {
                boolean found = work.workOnce();
                backOff = work.pause();
                if (!found) {
                    pause(work, backOff);
                }
            } catch (Throwable e) {
                // An error too: the thread that ends with it is never started again.
                if (running) {
                    failures.increment();
                    log.warn("{} failed and is tried again in {} ms", work.name(), backOff.toMillis(), e);
                    pause(work, backOff);
                    backOff = longer(backOff);
                }
            }
        }
    }

    private void pause(PolledWork work, Duration time) {
        try {
            Doorbell bell = bells.get(work.name());
            if (bell != null) {
                rests.put(work.name(), System.nanoTime() + time.toNanos());
                bell.await(time);
            }
            if (running) {
                rests.remove(work.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration backOff) {
        Duration doubled = backOff.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE_AT_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
