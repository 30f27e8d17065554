package io.siyu.gateway.wecom.quota;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.client.WeComProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much WeChat Work was called, for whom, and how much more it may be. */
@RestController
@RequestMapping("/api/admin/wecom/quota")
@RequiresPermission("callback.read")
class QuotaController {

    private static final Duration SHOWN = Duration.ofHours(24);

    private final QuotaRows rows;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final QuotaProperties limits;
    private final String corpId;

    QuotaController(QuotaRows rows, JdbcClient jdbc, Clock clock, QuotaProperties limits, WeComProperties properties) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
        this.limits = limits;
        this.corpId = String.valueOf(properties.corpId());
    }

    /**
     * @param minuteLeft calls that all nodes together may make at once
     * @param calls in the last 24 hours
     * @param limited how many of them were refused for being too often or too many at once
     */
    record Api(
            String api,
            long minuteLeft,
            long hourLeft,
            @Nullable Instant pausedUntil,
            long calls,
            long limited,
            long failed) {}

    /** The calls of one hour in one lane. */
    record Hour(Instant hour, CallLane lane, long calls, long limited) {}

    record Quota(int aMinute, int anHour, long minuteHolds, long hourHolds, List<Api> apis, List<Hour> hours) {}

    private record Sum(String api, long calls, long limited, long failed) {}

    @GetMapping
    Quota quota() {
        OffsetDateTime since = clock.instant().minus(SHOWN).atOffset(ZoneOffset.UTC);
        List<Sum> sums = jdbc.sql("""
                select api, sum(calls)::bigint as calls, sum(limited)::bigint as limited, sum(failed)::bigint as failed
                from wecom_call where hour > :since group by api""").param("since", since).query(Sum.class).list();
        List<Hour> hours = jdbc.sql("""
                select hour, lane, sum(calls)::bigint as calls, sum(limited)::bigint as limited
                from wecom_call where hour > :since group by hour, lane order by hour, lane""")
                .param("since", since)
                .query((row, number) -> new Hour(
                        row.getObject("hour", OffsetDateTime.class).toInstant(),
                        CallLane.valueOf(row.getString("lane")),
                        row.getLong("calls"),
                        row.getLong("limited")))
                .list();
        return new Quota(
                limits.aMinute(),
                limits.anHour(),
                (long) rows.minute().holds(),
                (long) rows.hour().holds(),
                rows.standings(corpId).stream().map(api -> api(api, sums)).toList(),
                hours);
    }

    private static Api api(QuotaRows.Standing standing, List<Sum> sums) {
        Sum sum = sums.stream()
                .filter(one -> one.api().equals(standing.api()))
                .findFirst()
                .orElse(new Sum(standing.api(), 0, 0, 0));
        return new Api(
                standing.api(),
                standing.minuteLeft(),
                standing.hourLeft(),
                standing.pausedUntil(),
                sum.calls(),
                sum.limited(),
                sum.failed());
    }
}
