package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.admission.DecisionViews.Told;
import io.siyu.reach.channel.admission.Ledger.WeighedJson;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.shared.BrandZone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The decisions of a code as they were written down. */
@Component
class LedgerReader {

    private static final TypeReference<List<WeighedJson>> WEIGHED = new TypeReference<>() {};
    private static final TypeReference<Map<Exclusion, List<Long>>> EXCLUDED = new TypeReference<>() {};
    private static final TypeReference<List<Single>> SINGLES = new TypeReference<>() {};

    private static final String SELECT = """
            select d.id, d.at, d.staff_id, d.reason, d.weighed::text as weighed, d.fitting, d.excluded::text as singles,
                f.excluded::text as excluded, f.version, d.owner_id, d.owner_note, s.added_at
            from channel_decision d join channel_scan s on s.id = d.scan_id left join channel_field f on f.id = d.field_id
            where d.code_id = :code\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final BrandZone zone;

    LedgerReader(JdbcClient jdbc, JsonMapper json, BrandZone zone) {
        this.jdbc = jdbc;
        this.json = json;
        this.zone = zone;
    }

    /** How decisions named their excluded guides before fields were. */
    private record Single(long staff, Exclusion why) {}

    /** @param staffId 0: those that found nobody */
    record Filter(
            @Nullable Long staffId,
            @Nullable String reason,
            @Nullable LocalDate day) {}

    List<Told> page(long codeId, Filter filter, @Nullable Long after, int limit) {
        LocalDate day = filter.day();
        return jdbc.sql(SELECT + """
                and d.id < :after and (:staff::bigint is null or coalesce(d.staff_id, 0) = :staff)
                and (:reason::text is null or d.reason = :reason)
                and (:from::timestamptz is null or d.at >= :from and d.at < :until)
                order by d.id desc limit :limit""")
                .param("code", codeId)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("staff", filter.staffId())
                .param("reason", filter.reason())
                .param("from", day == null ? null : zone.startOf(day).atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        day == null ? null : zone.startOf(day.plusDays(1)).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(this::told)
                .list();
    }

    /** A whole day of the brand in the order in which it was decided, as far as it is to be told. */
    List<Told> day(long codeId, LocalDate day, int most) {
        return jdbc.sql(SELECT + "and d.at >= :from and d.at < :until order by d.id limit :most")
                .param("code", codeId)
                .param("from", zone.startOf(day).atOffset(ZoneOffset.UTC))
                .param("until", zone.startOf(day.plusDays(1)).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(this::told)
                .list();
    }

    private Told told(ResultSet row, int number) throws SQLException {
        List<WeighedJson> weighed = json.readValue(row.getString("weighed"), WEIGHED);
        Integer fitting = row.getObject("fitting", Integer.class);
        return new Told(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getObject("staff_id", Long.class),
                row.getString("reason"),
                weighed,
                fitting == null ? weighed.size() : fitting,
                excluded(row.getString("excluded"), row.getString("singles")),
                row.getObject("owner_id", Long.class),
                row.getString("owner_note"),
                instant(row.getTimestamp("added_at")),
                row.getObject("version", Integer.class));
    }

    private Map<Exclusion, List<Long>> excluded(@Nullable String field, String singles) {
        if (field != null) {
            return field.equals("{}") ? Map.of() : json.readValue(field, EXCLUDED);
        }
        Map<Exclusion, List<Long>> byReason = new EnumMap<>(Exclusion.class);
        json.readValue(singles, SINGLES)
                .forEach(one -> byReason.computeIfAbsent(one.why(), why -> new ArrayList<>())
                        .add(one.staff()));
        return byReason;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
