package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** How often and how many at once: wecom-limits.txt. The counts are kept in memory; a restart is a new hour. */
@Component
@InSandbox
class Quotas {

    private static final String EVERY_OTHER = "*";

    /** A line of the table. */
    record Limit(long aMinute, long anHour, long atOnce) {}

    private static final class Use {
        private final Window minute = new Window(Duration.ofMinutes(1));
        private final Window hour = new Window(Duration.ofHours(1));
        private final AtomicInteger underWay = new AtomicInteger();
    }

    /** A call that is under way until it is closed. */
    interface UnderWay extends AutoCloseable {
        @Override
        void close();
    }

    private final Map<String, Limit> limits = new LinkedHashMap<>();
    private final Map<String, Use> uses = new ConcurrentHashMap<>();
    private final Clock clock;

    Quotas(Clock clock) {
        this.clock = clock;
        for (String line : Tables.lines("wecom-limits.txt")) {
            String[] cells = line.split("\\s+");
            limits.put(cells[0], new Limit(number(cells[1]), number(cells[2]), number(cells[3])));
        }
    }

    /** By path, and {@code *}. */
    Map<String, Limit> limits() {
        return limits;
    }

    /** @throws WorkRefusal 45009 or 45033 */
    UnderWay enter(String path) {
        Limit limit = Objects.requireNonNull(limits.getOrDefault(path, limits.get(EVERY_OTHER)));
        Use use = uses.computeIfAbsent(path, api -> new Use());
        Instant now = clock.instant();
        if (!use.minute.count(now, limit.aMinute()) || !use.hour.count(now, limit.anHour())) {
            throw WorkRefusal.usual(45009);
        }
        if (use.underWay.incrementAndGet() > limit.atOnce()) {
            use.underWay.decrementAndGet();
            throw WorkRefusal.usual(45033);
        }
        return use.underWay::decrementAndGet;
    }

    private static long number(String cell) {
        return cell.equals("-") ? Long.MAX_VALUE : Long.parseLong(cell);
    }

    /** Counts what falls into the same minute or hour. */
    private static final class Window {
        private final long length;
        private long current;
        private long calls;

        Window(Duration length) {
            this.length = length.toSeconds();
        }

        synchronized boolean count(Instant now, long most) {
            long window = Math.floorDiv(now.getEpochSecond(), length);
            calls = window == current ? calls + 1 : 1;
            current = window;
            return calls <= most;
        }
    }
}
