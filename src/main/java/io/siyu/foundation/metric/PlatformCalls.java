package io.siyu.foundation.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a platform outside answers us: how long its calls take, and with which codes it refuses. */
public final class PlatformCalls {

    /** The codes are the platform's, so there is no list; but a label must not grow without end. */
    private static final int MOST_CODES = 60;

    private final String platform;
    private final Timer answered;
    private final Timer failed;
    private final Map<String, Counter> errors = new ConcurrentHashMap<>();

    private PlatformCalls(String platform) {
        this.platform = platform;
        this.answered = timer("answered");
        this.failed = timer("failed");
    }

    /** @param usual codes that are shown from the start, with 0 */
    public static PlatformCalls of(String platform, List<String> usual) {
        PlatformCalls calls = new PlatformCalls(platform);
        usual.forEach(calls::errors);
        return calls;
    }

    /** A call to the platform. */
    public interface Call<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    /** Makes the call and keeps how long it took; whatever it throws counts as failed. */
    public <T extends @Nullable Object, X extends Exception> T timed(Call<T, X> call) throws X {
        long begun = System.nanoTime();
        Timer timer = failed;
        try {
            T answer = call.run();
            timer = answered;
            return answer;
        } finally {
            timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    /** @param code the platform's own, or {@code none} when it did not answer */
    public void refused(String code) {
        errors(code).increment();
    }

    private Counter errors(String code) {
        String label = errors.containsKey(code) || errors.size() < MOST_CODES ? code : "other";
        return errors.computeIfAbsent(
                label, one -> Metrics.counter("siyu.platform.errors", "platform", platform, "code", one));
    }

    private Timer timer(String outcome) {
        return Metrics.timer("siyu.platform.calls", "platform", platform, "outcome", outcome);
    }
}
