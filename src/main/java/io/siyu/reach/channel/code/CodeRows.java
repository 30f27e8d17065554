package io.siyu.reach.channel.code;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Live codes and their guides in the database. */
@Component
public class CodeRows {

    private static final String POOL_OF = """
            select jsonb_agg(jsonb_build_object('staff', staff_id, 'weight', weight, 'backup', backup, 'cap', daily_cap,
                'shifts', shifts) order by position)
            from channel_code_guide where code_id = channel_code.id""";

    static final String SELECT = """
            select id, code, name, daily_cap, tag_ids, welcome_text, welcome::text as welcome, skip_verify,
                fallback_text, created_at, archived_at, rules::text as rules, version,
                afterlife::text as afterlife, stopped_at, campaigns, mode,
                (%s)::text as pool
            from channel_code\s""".formatted(POOL_OF);

    private record Chosen(
            @Nullable Integer dailyCap,
            AllocationRules rules,
            @Nullable List<CodeReading.Guide> pool) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CodeReading reading;

    CodeRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.reading = new CodeReading(json);
    }

    public Optional<LiveCode> find(long id) {
        return one(SELECT + "where id = :id", id).query(this::code).optional();
    }

    public LiveCode require(long id) {
        return find(id).orElseThrow(() -> DomainException.notFound("channel.code_not_found"));
    }

    public Optional<LiveCode> byCode(String code) {
        return byCodes(List.of(code)).stream().findFirst();
    }

    /** Those there are of them. */
    public List<LiveCode> byCodes(Collection<String> codes) {
        return jdbc.sql(SELECT + "where code = any(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(this::code)
                .list();
    }

    private record Named(long id, String name) {}

    /** Of those of these ids that there are. */
    public Map<Long, String> names(Collection<Long> ids) {
        return jdbc
                .sql("select id, name from channel_code where id = any(:ids)")
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .query((row, number) -> new Named(row.getLong("id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Named::id, Named::name));
    }

    LiveCode code(ResultSet row, int number) throws SQLException {
        return reading.code(row, number);
    }

    private record Version(long id, int version) {}

    /**
     * Whoever changes one of the codes or takes a place under its caps holds them until the transaction ends. Who only names a code in a
     * row of another table does not wait.
     *
     * @return versions by id; a code that is out of use is not in it
     */
    public Map<Long, Integer> lockOpen(Collection<Long> ids) {
        return jdbc
                .sql("""
                select id, version from channel_code where id = any(:ids) and archived_at is null order by id for no key update""")
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .query((row, number) -> new Version(row.getLong("id"), row.getInt("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Version::id, Version::version));
    }

    /** The same for a code that may be archived. */
    public boolean lock(long id) {
        return one("select id from channel_code where id = :id for no key update", id)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    public long insert(String code, CodeDraft draft, Instant now) {
        long id = fields(jdbc.sql("""
                insert into channel_code (code, name, daily_cap, tag_ids, welcome_text, welcome, skip_verify,
                    fallback_text, rules, afterlife, campaigns, mode, created_at)
                values (:code, :name, :cap, :tags, :text, :welcome::jsonb, :skipVerify, :fallback, :rules::jsonb,
                    :afterlife::jsonb, :campaigns, :mode, :now) returning id"""), draft)
                .param("code", code)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        replacePool(id, draft.pool());
        keepVersion(id, now);
        return id;
    }

    public void update(long id, CodeDraft draft, Instant now) {
        fields(jdbc.sql("""
                update channel_code set name = :name, daily_cap = :cap, tag_ids = :tags, welcome_text = :text,
                    welcome = :welcome::jsonb, skip_verify = :skipVerify, fallback_text = :fallback, rules = :rules::jsonb,
                    afterlife = :afterlife::jsonb, campaigns = :campaigns, mode = :mode, version = version + 1
                where id = :id"""), draft).param("id", id).update();
        replacePool(id, draft.pool());
        keepVersion(id, now);
    }

    public void archive(long id, Instant now) {
        jdbc.sql("update channel_code set archived_at = :now where id = :id and archived_at is null")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param at absent: it takes visitors in again */
    public void stop(long id, @Nullable Instant at) {
        jdbc.sql("update channel_code set stopped_at = :at where id = :id")
                .param("id", id)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void restore(long id) {
        one("update channel_code set archived_at = null where id = :id", id).update();
    }

    private JdbcClient.StatementSpec one(String sql, long id) {
        return jdbc.sql(sql).param("id", id);
    }

    private JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, CodeDraft draft) {
        return statement
                .param("name", draft.name().strip())
                .param("cap", draft.dailyCap())
                .param(
                        "tags",
                        draft.tagIds().stream()
                                .mapToLong(Long::longValue)
                                .sorted()
                                .toArray())
                .param("text", draft.welcomeText())
                .param("welcome", json.writeValueAsString(draft.welcome()))
                .param("skipVerify", draft.skipVerify())
                .param("fallback", draft.fallbackText())
                .param("rules", json.writeValueAsString(draft.rules()))
                .param("afterlife", json.writeValueAsString(draft.afterlife()))
                .param("campaigns", draft.campaigns().stream().sorted().toArray(String[]::new))
                .param("mode", draft.mode().name());
    }

    /** By what it chooses from now on, for telling its days again. */
    private void keepVersion(long id, Instant now) {
        jdbc.sql("""
                insert into channel_rules_version (code_id, version, since, rules)
                select id, version, :now, jsonb_build_object('dailyCap', daily_cap, 'rules', rules, 'pool', (%s))
                from channel_code where id = :id""".formatted(POOL_OF))
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The code as it chose after that edit. */
    public Optional<LiveCode> asOf(LiveCode code, int version) {
        return jdbc.sql("select rules::text from channel_rules_version where code_id = :id and version = :version")
                .param("id", code.id())
                .param("version", version)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, Chosen.class))
                .map(chosen -> code.choosing(
                        chosen.dailyCap(),
                        chosen.pool() == null
                                ? List.of()
                                : chosen.pool().stream()
                                        .map(CodeReading.Guide::member)
                                        .toList(),
                        chosen.rules(),
                        version));
    }

    private void replacePool(long id, List<PoolMember> pool) {
        one("delete from channel_code_guide where code_id = :id", id).update();
        for (int position = 0; position < pool.size(); position++) {
            PoolMember member = pool.get(position);
            jdbc.sql("""
                    insert into channel_code_guide (code_id, staff_id, weight, backup, daily_cap, shifts, position)
                    values (:id, :staff, :weight, :backup, :cap, :shifts, :position)""")
                    .param("id", id)
                    .param("staff", member.staff().value())
                    .param("weight", member.weight())
                    .param("backup", member.backup())
                    .param("cap", member.cap())
                    .param("shifts", member.shifts().stream().sorted().toArray(String[]::new))
                    .param("position", position)
                    .update();
        }
    }
}
