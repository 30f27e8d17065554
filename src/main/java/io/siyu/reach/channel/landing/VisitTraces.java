package io.siyu.reach.channel.landing;

import io.siyu.foundation.job.PolledWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down, a moment later and many at once, what the requests of scans told. A crash loses that moment; a visitor waits for none
 * of it.
 */
@Component
class VisitTraces implements PolledWork {

    private static final int MOST_WAITING = 20_000;
    private static final int AT_ONCE = 1_000;

    private final BlockingQueue<Trace> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final JdbcClient jdbc;
    private final JsonMapper json;

    VisitTraces(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Trace(long scan, long code, Instant at, Visit visit) {}

    /** Left out where the database does not keep up: the scan counts all the same. */
    void note(long scan, long code, Instant at, Visit visit) {
        waiting.offer(new Trace(scan, code, at, visit));
    }

    @Override
    public String name() {
        return "channel.visit-traces";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        List<Trace> some = new ArrayList<>();
        waiting.drainTo(some, AT_ONCE);
        if (!some.isEmpty()) {
            write(some);
        }
        return some.size() == AT_ONCE;
    }

    private void write(List<Trace> traces) {
        jdbc.sql("""
                insert into channel_visit (scan_id, code_id, at, client, agent, parameters)
                select scan, code, at, client, agent, parameters::jsonb
                from unnest(:scans::bigint[], :codes::bigint[], :moments::timestamptz[], :clients::text[], :agents::text[],
                    :parameters::text[]) as t (scan, code, at, client, agent, parameters)
                on conflict (scan_id) do nothing""")
                .param("scans", traces.stream().map(Trace::scan).toArray(Long[]::new))
                .param("codes", traces.stream().map(Trace::code).toArray(Long[]::new))
                .param(
                        "moments",
                        strings(traces, one -> one.at().atOffset(ZoneOffset.UTC).toString()))
                .param("clients", strings(traces, one -> one.visit().client().name()))
                .param("agents", strings(traces, one -> emptyToNull(one.visit().agent())))
                .param("parameters", strings(traces, one -> written(one.visit().parameters())))
                .update();
    }

    private @Nullable String written(Map<String, String> parameters) {
        return parameters.isEmpty() ? null : json.writeValueAsString(parameters);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String[] strings(List<Trace> traces, Function<Trace, @Nullable String> value) {
        return traces.stream().map(value).toArray(String[]::new);
    }
}
