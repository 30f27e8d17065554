package io.siyu.reach.channel.code;

import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.StaffId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes a live code of its row. */
final class CodeReading {

    private static final TypeReference<List<Guide>> POOL = new TypeReference<>() {};

    /** A guide of a code as a row of it has them. */
    record Guide(
            long staff,
            int weight,
            boolean backup,
            @Nullable Integer cap,
            Set<String> shifts) {

        PoolMember member() {
            return new PoolMember(new StaffId(staff), weight, backup, cap, shifts);
        }
    }

    private final Parsed<WelcomePlan> welcomes;
    private final Parsed<RemarkRule> remarks;
    private final Parsed<AllocationRules> rules;
    private final Parsed<Afterlife> afterlives;
    private final Parsed<List<PoolMember>> pools;

    CodeReading(JsonMapper json) {
        this.welcomes = new Parsed<>(text -> json.readValue(text, WelcomePlan.class));
        this.remarks = new Parsed<>(text -> json.readValue(text, RemarkRule.class));
        this.rules = new Parsed<>(text -> json.readValue(text, AllocationRules.class));
        this.afterlives = new Parsed<>(text -> json.readValue(text, Afterlife.class));
        this.pools = new Parsed<>(
                text -> json.readValue(text, POOL).stream().map(Guide::member).toList());
    }

    /** Guides come with the code's own row: a query inside of a query would need a second connection. */
    private List<PoolMember> pool(@Nullable String members) {
        return members == null ? List.of() : pools.of(members);
    }

    LiveCode code(ResultSet row, int number) throws SQLException {
        Timestamp archivedAt = row.getTimestamp("archived_at");
        Timestamp stoppedAt = row.getTimestamp("stopped_at");
        return new LiveCode(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getObject("daily_cap", Integer.class),
                longs(row.getArray("tag_ids")),
                row.getString("welcome_text"),
                welcomes.of(row.getString("welcome")),
                row.getBoolean("skip_verify"),
                row.getString("fallback_text"),
                row.getTimestamp("created_at").toInstant(),
                archivedAt == null ? null : archivedAt.toInstant(),
                pool(row.getString("pool")),
                rules.of(row.getString("rules")),
                row.getInt("version"),
                afterlives.of(row.getString("afterlife")),
                stoppedAt == null ? null : stoppedAt.toInstant(),
                new LinkedHashSet<>(
                        Arrays.asList((String[]) row.getArray("campaigns").getArray())),
                CodeMode.valueOf(row.getString("mode")),
                remarks.of(row.getString("remark")));
    }

    private static Set<Long> longs(Array array) throws SQLException {
        return new LinkedHashSet<>(Arrays.asList((Long[]) array.getArray()));
    }
}
