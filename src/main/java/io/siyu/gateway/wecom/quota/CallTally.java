package io.siyu.gateway.wecom.quota;

import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.WeComException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How often which API was called for whom, by the hour. Counted in memory and written down together; a node that dies loses seconds. */
@Component
public class CallTally {

    private static final Duration KEPT = Duration.ofDays(8);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private Map<Line, Counts> open = new HashMap<>();

    private record Line(Instant hour, String api, CallLane lane) {}

    private static final class Counts {
        private long calls;
        private long limited;
        private long failed;
    }

    private record Written(OffsetDateTime hour, String api, CallLane lane, long calls, long limited, long failed) {}

    CallTally(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param refusal absent when the platform said yes */
    public synchronized void count(String api, @Nullable WeComException refusal) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Counts counts = open.computeIfAbsent(new Line(hour, api, CallLane.present()), line -> new Counts());
        counts.calls++;
        if (refusal != null) {
            counts.limited += refusal.kind() == WeComException.Kind.LIMITED ? 1 : 0;
            counts.failed += refusal.kind() == WeComException.Kind.LIMITED ? 0 : 1;
        }
    }

    private synchronized Map<Line, Counts> taken() {
        Map<Line, Counts> taken = open;
        open = new HashMap<>();
        return taken;
    }

    void write() {
        List<Written> lines = taken().entrySet().stream()
                .map(line -> new Written(
                        at(line.getKey().hour()),
                        line.getKey().api(),
                        line.getKey().lane(),
                        line.getValue().calls,
                        line.getValue().limited,
                        line.getValue().failed))
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into wecom_call as known (hour, api, lane, calls, limited, failed)
                select hour, api, lane, calls, limited, failed from jsonb_to_recordset(:lines::jsonb)
                    as (hour timestamptz, api text, lane text, calls bigint, limited bigint, failed bigint)
                order by hour, api, lane
                on conflict (hour, api, lane) do update set calls = known.calls + excluded.calls,
                    limited = known.limited + excluded.limited, failed = known.failed + excluded.failed""").param("lines", json.writeValueAsString(lines)).update();
        jdbc.sql("delete from wecom_call where hour < :oldest")
                .param("oldest", at(clock.instant().minus(KEPT)))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
