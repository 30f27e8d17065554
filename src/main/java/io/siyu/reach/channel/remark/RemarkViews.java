package io.siyu.reach.channel.remark;

import io.siyu.reach.channel.remark.Remarks.Status;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remarks as the console reads them. */
@Component
class RemarkViews {

    private static final Duration RECENT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    RemarkViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Count(Status status, int many) {}

    record Trouble(long staffId, String failure, boolean waiting, int many, Instant lastAt) {}

    /** @param said what was written, or last tried */
    record OfPerson(
            long staffId,
            long codeId,
            String codeName,
            Status status,
            @Nullable String said,
            @Nullable String failure,
            Instant at) {}

    Instant since() {
        return clock.instant().minus(RECENT);
    }

    List<Count> counts(long code, Instant since) {
        return jdbc.sql("""
                select status, count(*) as many from channel_remark where code_id = :code and at >= :since group by status""")
                .param("code", code)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Count(Status.valueOf(row.getString("status")), row.getInt("many")))
                .list();
    }

    List<Trouble> troubles(long code, Instant since) {
        return jdbc.sql("""
                select a.staff_id, r.failure, r.status = 'WAITING' as waiting, count(*) as many, max(r.at) as last_at
                from channel_remark r join channel_acquisition a on a.id = r.acquisition_id
                where r.code_id = :code and r.at >= :since and r.failure is not null
                group by a.staff_id, r.failure, r.status = 'WAITING' order by max(r.at) desc limit 10""")
                .param("code", code)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Trouble(
                        row.getLong("staff_id"),
                        row.getString("failure"),
                        row.getBoolean("waiting"),
                        row.getInt("many"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    List<OfPerson> ofPerson(CustomerId customer) {
        return jdbc.sql("""
                select a.staff_id, r.code_id, c.name, r.status, r.said, r.failure, r.at
                from channel_acquisition a join channel_remark r on r.acquisition_id = a.id join channel_code c on c.id = r.code_id
                where a.customer_id = :customer order by a.at desc, a.id desc limit 50""")
                .param("customer", customer.value())
                .query((row, number) -> new OfPerson(
                        row.getLong("staff_id"),
                        row.getLong("code_id"),
                        row.getString("name"),
                        Status.valueOf(row.getString("status")),
                        row.getString("said"),
                        row.getString("failure"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
