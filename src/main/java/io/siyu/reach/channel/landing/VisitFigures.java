package io.siyu.reach.channel.landing;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.code.CodeRows;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** With what a code was opened, and from which advertisements, by what their addresses said. */
@RestController
@RequestMapping("/api/admin/codes/{id}/visits")
class VisitFigures {

    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final CodeRows codes;
    private final Clock clock;

    VisitFigures(JdbcClient jdbc, CodeRows codes, Clock clock) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.clock = clock;
    }

    record ByClient(Visit.Client client, long scans) {}

    /** @param source {@code utm_source}; the others likewise */
    record Source(
            @Nullable String source,
            @Nullable String medium,
            @Nullable String campaign,
            long scans,
            long adds) {}

    /**
     * @param clients the most used first
     * @param sources of scans whose address carried parameters; the most opened first, fifty at most
     */
    record Visits(List<ByClient> clients, List<Source> sources) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Visits visits(@PathVariable long id, @RequestParam(defaultValue = "30") int days) {
        codes.require(id);
        OffsetDateTime since =
                clock.instant().minus(Duration.ofDays(Math.clamp(days, 1, 366))).atOffset(ZoneOffset.UTC);
        return new Visits(clients(id, since), sources(id, since));
    }

    private List<ByClient> clients(long id, OffsetDateTime since) {
        return jdbc.sql("""
                select client, count(*) as scans from channel_visit where code_id = :code and at >= :since
                group by client order by scans desc, client""")
                .param("code", id)
                .param("since", since)
                .query((row, number) ->
                        new ByClient(Visit.Client.valueOf(row.getString("client")), row.getLong("scans")))
                .list();
    }

    private List<Source> sources(long id, OffsetDateTime since) {
        return jdbc.sql("""
                select v.parameters ->> 'utm_source' as source, v.parameters ->> 'utm_medium' as medium,
                    v.parameters ->> 'utm_campaign' as campaign, count(*) as scans, count(s.added_at) as adds
                from channel_visit v join channel_scan s on s.id = v.scan_id
                where v.code_id = :code and v.at >= :since and v.parameters is not null
                group by 1, 2, 3 order by scans desc, 1, 2, 3 limit :most""")
                .param("code", id)
                .param("since", since)
                .param("most", MOST)
                .query((row, number) -> new Source(
                        row.getString("source"),
                        row.getString("medium"),
                        row.getString("campaign"),
                        row.getLong("scans"),
                        row.getLong("adds")))
                .list();
    }
}
