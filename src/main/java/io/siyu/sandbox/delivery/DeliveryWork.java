package io.siyu.sandbox.delivery;

import io.siyu.foundation.job.PolledWork;
import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sends what is due, one attempt at a time, each answered within five seconds or failed. */
@Component
@InSandbox
class DeliveryWork implements PolledWork {

    static final String NAME = "sandbox.delivery";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private record Claimed(String kind, DeliveryKind.Pending pending) {}

    private record Outcome(
            @Nullable Integer status, @Nullable String error) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ProductAddress product;
    private final Map<String, DeliveryKind> kinds;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    DeliveryWork(JdbcClient jdbc, Clock clock, ProductAddress product, List<DeliveryKind> kinds) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.product = product;
        this.kinds = kinds.stream().collect(Collectors.toMap(DeliveryKind::name, Function.identity()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return 4;
    }

    @Override
    public boolean workOnce() {
        URI base = product.base();
        if (base == null) {
            return false;
        }
        Optional<Claimed> claimed = claim();
        claimed.ifPresent(c -> attempt(c, base));
        return claimed.isPresent();
    }

    /**
     * The oldest that is due and has nothing before it in its lane that is on its way or has not set out yet. Asked row by row and not as a
     * join: thousands that were posted in one transaction would be joined with each other for each one that is sent.
     */
    private Optional<Claimed> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update sandbox_delivery set attempts = attempts + 1, leased_till = :lease
                        where id = (
                            select d.id from sandbox_delivery d
                            where d.state = 'WAITING' and d.due_at <= :now
                              and (d.leased_till is null or d.leased_till < :now)
                              and (
                                select 1 from sandbox_delivery e
                                where e.lane = d.lane and e.state = 'WAITING' and e.id < d.id
                                  and ((e.attempts = 0 and e.due_at <= :now) or e.leased_till >= :now)
                                limit 1) is null
                            order by d.id limit 1 for update skip locked)
                        returning id, kind, event, url, plain, attempts""")
                .param("now", Times.sql(now))
                .param("lease", Times.sql(now.plus(LEASE)))
                .query((row, n) -> new Claimed(
                        row.getString("kind"),
                        new DeliveryKind.Pending(
                                row.getLong("id"),
                                row.getString("event"),
                                row.getString("url"),
                                row.getString("plain"),
                                row.getInt("attempts"))))
                .optional();
    }

    private void attempt(Claimed claimed, URI base) {
        DeliveryKind kind = kinds.get(claimed.kind());
        DeliveryKind.Pending pending = claimed.pending();
        if (kind == null) {
            throw new IllegalStateException("Nobody sends " + claimed.kind());
        }
        Instant began = clock.instant();
        long start = System.nanoTime();
        Outcome outcome = send(kind, pending, base);
        Integer status = outcome.status();
        if (status != null && kind.accepted(status)) {
            close(pending.id(), "DELIVERED", outcome);
            return;
        }
        if (movedMeanwhile(began, Duration.ofNanos(System.nanoTime() - start))) {
            repeat(pending.id(), outcome);
            return;
        }
        Duration pause = kind.pauseAfter(pending.attempt());
        if (pause == null) {
            close(pending.id(), "GIVEN_UP", outcome);
        } else {
            postpone(pending.id(), pause, outcome);
        }
    }

    private Outcome send(DeliveryKind kind, DeliveryKind.Pending pending, URI base) {
        try {
            HttpRequest request = kind.request(pending, base).timeout(PATIENCE).build();
            return new Outcome(
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode(), null);
        } catch (IOException | IllegalArgumentException e) {
            return new Outcome(null, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(null, "stopped");
        }
    }

    private void close(long id, String state, Outcome outcome) {
        jdbc.sql("""
                        update sandbox_delivery set state = :state, leased_till = null, done_at = :now,
                            last_status = :status, last_error = :error
                        where id = :id""")
                .param("state", state)
                .param("now", Times.sql(clock.instant()))
                .param("status", outcome.status())
                .param("error", outcome.error())
                .param("id", id)
                .update();
    }

    /** Somebody moved the clock while it was on its way: it was signed at one hour and read at another. */
    private boolean movedMeanwhile(Instant began, Duration took) {
        return Duration.between(began, clock.instant()).minus(took).compareTo(PATIENCE) > 0;
    }

    /** At once, signed anew, and as if this attempt had not been. */
    private void repeat(long id, Outcome outcome) {
        postpone(id, Duration.ZERO, outcome);
        jdbc.sql("update sandbox_delivery set attempts = attempts - 1 where id = :id")
                .param("id", id)
                .update();
    }

    private void postpone(long id, Duration pause, Outcome outcome) {
        jdbc.sql("""
                        update sandbox_delivery set leased_till = null, due_at = :due, last_status = :status,
                            last_error = :error
                        where id = :id""")
                .param("due", Times.sql(clock.instant().plus(pause)))
                .param("status", outcome.status())
                .param("error", outcome.error())
                .param("id", id)
                .update();
    }
}
