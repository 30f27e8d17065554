package io.siyu.reach.channel.admission;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.ScanRows.ExcludedJson;
import io.siyu.reach.channel.admission.ScanRows.WeighedJson;
import io.siyu.reach.channel.allocation.Allocation.Decision;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The ledger of decisions in words. */
@Component
public class DecisionViews {

    private static final TypeReference<List<WeighedJson>> WEIGHED = new TypeReference<>() {};
    private static final TypeReference<List<ExcludedJson>> EXCLUDED = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StaffDirectory staff;
    private final MessageSource texts;

    DecisionViews(JdbcClient jdbc, JsonMapper json, StaffDirectory staff, MessageSource texts) {
        this.jdbc = jdbc;
        this.json = json;
        this.staff = staff;
        this.texts = texts;
    }

    record PassedOver(long staffId, String staffName, String reason, String why) {}

    record InRotation(long staffId, String staffName, int weight, int turns) {}

    /** @param why one sentence; the evidence is in the two lists */
    public record DecisionRow(
            @Nullable Long id,
            @Nullable Instant at,
            @Nullable Long staffId,
            @Nullable String staffName,
            String reason,
            String why,
            List<InRotation> rotation,
            List<PassedOver> passedOver) {}

    public Slice<DecisionRow> of(long codeId, @Nullable Long after, int size, Locale locale) {
        Map<Long, String> names = names();
        List<DecisionRow> rows = jdbc.sql("""
                select id, at, staff_id, reason, weighed::text as weighed, excluded::text as excluded from channel_decision
                where code_id = :code and id < :after order by id desc limit :limit""")
                .param("code", codeId)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query((row, number) -> stored(row, names, locale))
                .list();
        return Slice.of(rows, size, row -> String.valueOf(row.id()));
    }

    /** A decision that was only tried. */
    public DecisionRow of(Decision decision, Locale locale) {
        return row(
                null,
                null,
                decision.guide().map(StaffId::value).orElse(null),
                decision.reason().name(),
                ScanRows.weighed(decision),
                ScanRows.excluded(decision),
                names(),
                locale);
    }

    private DecisionRow stored(ResultSet row, Map<Long, String> names, Locale locale) throws SQLException {
        return row(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getObject("staff_id", Long.class),
                row.getString("reason"),
                json.readValue(row.getString("weighed"), WEIGHED),
                json.readValue(row.getString("excluded"), EXCLUDED),
                names,
                locale);
    }

    private DecisionRow row(
            @Nullable Long id,
            @Nullable Instant at,
            @Nullable Long staffId,
            String reason,
            List<WeighedJson> weighed,
            List<ExcludedJson> excluded,
            Map<Long, String> names,
            Locale locale) {
        String name = staffId == null ? null : names.getOrDefault(staffId, "");
        List<InRotation> rotation = weighed.stream()
                .map(one -> new InRotation(one.staff(), names.getOrDefault(one.staff(), ""), one.weight(), one.turns()))
                .toList();
        List<PassedOver> passedOver =
                excluded.stream().map(one -> passedOver(one, names, locale)).toList();
        return new DecisionRow(
                id, at, staffId, name, reason, why(reason, staffId, name, rotation, locale), rotation, passedOver);
    }

    private String why(
            String reason, @Nullable Long staffId, @Nullable String name, List<InRotation> rotation, Locale locale) {
        InRotation own = rotation.stream()
                .filter(one -> staffId != null && one.staffId() == staffId)
                .findFirst()
                .orElse(null);
        return text(
                "channel.why." + reason.toLowerCase(Locale.ROOT),
                locale,
                name == null ? "" : name,
                own == null ? 0 : own.turns(),
                own == null ? 0 : own.weight(),
                rotation.size());
    }

    private PassedOver passedOver(ExcludedJson one, Map<Long, String> names, Locale locale) {
        String name = names.getOrDefault(one.staff(), "");
        return new PassedOver(
                one.staff(),
                name,
                one.why(),
                text("channel.passed." + one.why().toLowerCase(Locale.ROOT), locale, name, one.taken()));
    }

    private Map<Long, String> names() {
        return staff.all().stream().collect(Collectors.toMap(one -> one.id().value(), StaffMember::name, (a, b) -> a));
    }

    private String text(String key, Locale locale, Object... arguments) {
        String text = texts.getMessage(key, arguments, key, locale);
        return text == null ? key : text;
    }
}
