package io.siyu.gateway.wecom.quota;

import io.siyu.gateway.wecom.CallLane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is left of each API's calls and which API is left alone, for all nodes. */
@Component
class QuotaRows {

    /** How long to leave an API alone the first time, the second in a row, and from then on. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(60));

    /** In seconds. A node whose clock is behind another's gains nothing; after a clock was set back by far it begins anew. */
    private static final String GAINED = """
            case when quota.filled_at > :now + interval '1 minute' then 3600
                 else extract(epoch from greatest(:now - quota.filled_at, interval '0')) end""";

    private static final String MINUTE = "least(:minuteHolds, quota.minute_left + :minuteRate * (" + GAINED + "))";
    private static final String HOUR = "least(:hourHolds, quota.hour_left + :hourRate * (" + GAINED + "))";

    private static final String TAKE = """
            insert into wecom_quota as quota (corp_id, api, minute_left, hour_left, filled_at)
            values (:corp, :api, :minuteHolds - :calls, :hourHolds - :calls, :now)
            on conflict (corp_id, api) do update set
                minute_left = %1$s - :calls, hour_left = %2$s - :calls,
                filled_at = case when quota.filled_at > :now + interval '1 minute' then :now
                                 else greatest(quota.filled_at, :now) end
            where %1$s - :calls >= :minuteKept and %2$s - :calls >= :hourKept""".formatted(MINUTE, HOUR);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Bucket minute;
    private final Bucket hour;

    QuotaRows(JdbcClient jdbc, Clock clock, QuotaProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.minute = Bucket.ofMinute(properties.aMinute());
        this.hour = Bucket.ofHour(properties.anHour());
    }

    /** @param times how many pauses there were in a row */
    record Pause(String api, Instant until, int times) {}

    /** @param minuteLeft calls that may be made at once */
    record Standing(
            String api,
            long minuteLeft,
            long hourLeft,
            @Nullable Instant pausedUntil) {}

    Instant now() {
        return clock.instant();
    }

    Bucket minute() {
        return minute;
    }

    Bucket hour() {
        return hour;
    }

    /** @return false when so many would be taken from lanes that come first */
    boolean take(String corpId, String api, CallLane lane, int calls) {
        return jdbc.sql(TAKE)
                        .param("corp", corpId)
                        .param("api", api)
                        .param("calls", calls)
                        .param("minuteHolds", minute.holds())
                        .param("minuteRate", minute.perSecond())
                        .param("minuteKept", minute.keptFrom(lane))
                        .param("hourHolds", hour.holds())
                        .param("hourRate", hour.perSecond())
                        .param("hourKept", hour.keptFrom(lane))
                        .param("now", at(now()))
                        .update()
                == 1;
    }

    /** Calls that were under way together are refused together, and make one pause, on whichever node they were. */
    Pause pause(String corpId, String api) {
        Instant now = now();
        return jdbc.sql("""
                insert into wecom_quota as quota (corp_id, api, minute_left, hour_left, filled_at, paused_until, pauses)
                values (:corp, :api, 0, 0, :now, :first, 1)
                on conflict (corp_id, api) do update set
                    pauses = case when quota.paused_until > :now then quota.pauses else least(quota.pauses + 1, 3) end,
                    paused_until = case when quota.paused_until > :now then quota.paused_until
                                        when quota.pauses = 0 then :first when quota.pauses = 1 then :second else :third end
                returning api, paused_until, pauses""")
                .param("corp", corpId)
                .param("api", api)
                .param("now", at(now))
                .param("first", at(now.plus(PAUSES.get(0))))
                .param("second", at(now.plus(PAUSES.get(1))))
                .param("third", at(now.plus(PAUSES.get(2))))
                .query(QuotaRows::pause)
                .single();
    }

    /** Those left alone, and those whose first call after a pause has not been answered yet. */
    List<Pause> pauses(String corpId) {
        return jdbc.sql("select api, paused_until, pauses from wecom_quota where corp_id = :corp and pauses > 0")
                .param("corp", corpId)
                .query(QuotaRows::pause)
                .list();
    }

    /** The platform answers again. */
    void resume(String corpId, String api) {
        jdbc.sql("update wecom_quota set pauses = 0, paused_until = null where corp_id = :corp and api = :api")
                .param("corp", corpId)
                .param("api", api)
                .update();
    }

    List<Standing> standings(String corpId) {
        return jdbc.sql("""
                select api, %s as minute_left, %s as hour_left, case when paused_until > :now then paused_until end as paused_until
                from wecom_quota quota where corp_id = :corp order by api""".formatted(MINUTE, HOUR))
                .param("corp", corpId)
                .param("now", at(now()))
                .param("minuteHolds", minute.holds())
                .param("minuteRate", minute.perSecond())
                .param("hourHolds", hour.holds())
                .param("hourRate", hour.perSecond())
                .query((row, number) -> new Standing(
                        row.getString("api"), row.getLong("minute_left"), row.getLong("hour_left"), until(row)))
                .list();
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        Instant until = until(row);
        return new Pause(row.getString("api"), until == null ? Instant.EPOCH : until, row.getInt("pauses"));
    }

    private static @Nullable Instant until(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("paused_until", OffsetDateTime.class);
        return until == null ? null : until.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
