package io.siyu.reach.channel.code;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                afterlife::text as afterlife, stopped_at, campaigns, mode, remark::text as remark,
                (%s)::text as pool
            from channel_code\s""".formatted(POOL_OF);

    /** What a code is made of besides its code and its guides, as it is handed over. */
    private static final String FIELDS = """
            name, daily_cap, tag_ids, welcome_text, welcome, skip_verify, fallback_text, rules, afterlife, campaigns, mode,
            remark""";

    private static final String HANDED = """
            code text, name text, cap integer, tags bigint[], text text, welcome jsonb, skip boolean, fallback text,
            rules jsonb, afterlife jsonb, campaigns text[], mode text, remark jsonb""";

    private static final String VALUES =
            "name, cap, tags, text, welcome, skip, fallback, rules, afterlife, campaigns, mode, remark";

    /** Looked at as soon as it is written, where the hour decides about verification. */
    private static final String TURN =
            "case when jsonb_path_exists(welcome, '$.windows[*] ? (@.skipVerify != null)') then :now::timestamptz end";

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

    /** Those there are of them, in the order of their ids. */
    public List<LiveCode> all(Collection<Long> ids) {
        return jdbc.sql(SELECT + "where id = any(:ids) order by id")
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .query(this::code)
                .list();
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
        return !lock(List.of(id)).isEmpty();
    }

    /** The same for codes that may be archived. */
    public List<Long> lock(Collection<Long> ids) {
        return jdbc.sql("select id from channel_code where id = any(:ids) order by id for no key update")
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list();
    }

    /**
     * Makes codes: five statements, however many.
     *
     * @param drafts by their public codes
     * @return their ids by their public codes
     */
    public Map<String, Long> insert(Map<String, CodeDraft> drafts, Instant now) {
        List<Handed> handed = drafts.entrySet().stream()
                .map(draft -> Handed.of(draft.getKey(), draft.getValue()))
                .toList();
        Map<String, Long> ids = jdbc
                .sql("""
                insert into channel_code (code, created_at, verify_turn_at, %s)
                select code, :now, %s, %s from rows from (jsonb_to_recordset(:codes::jsonb) as (%s)) with ordinality c
                order by c.ordinality returning id, code""".formatted(FIELDS, TURN, VALUES, HANDED))
                .param("codes", json.writeValueAsString(handed))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Made(row.getLong("id"), row.getString("code")))
                .list()
                .stream()
                .collect(Collectors.toMap(Made::code, Made::id));
        insertPools(drafts.entrySet().stream()
                .flatMap(draft -> Seat.all(
                        Objects.requireNonNull(ids.get(draft.getKey())),
                        draft.getValue().pool()))
                .toList());
        keepVersions(ids.values(), now);
        return ids;
    }

    private record Made(long id, String code) {}

    public void update(long id, CodeDraft draft, Instant now) {
        jdbc.sql("""
                update channel_code set (%s, version, verify_turn_at) = (
                    select %s, version + 1, %s from jsonb_to_record(:draft::jsonb) as c(%s))
                where id = :id""".formatted(FIELDS, VALUES, TURN, HANDED))
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("draft", json.writeValueAsString(Handed.of("", draft)))
                .update();
        one("delete from channel_code_guide where code_id = :id", id).update();
        insertPools(Seat.all(id, draft.pool()).toList());
        keepVersions(List.of(id), now);
    }

    private void insertPools(List<Seat> seats) {
        if (!seats.isEmpty()) {
            jdbc.sql("""
                    insert into channel_code_guide (code_id, staff_id, weight, backup, daily_cap, shifts, position)
                    select code, staff, weight, backup, cap, shifts, position
                    from jsonb_to_recordset(:seats::jsonb) as s(code bigint, staff bigint, weight integer, backup boolean,
                        cap integer, shifts text[], position integer)""").param("seats", json.writeValueAsString(seats)).update();
        }
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

    /** By what it chooses from now on, for telling its days again. */
    private void keepVersions(Collection<Long> ids, Instant now) {
        jdbc.sql("""
                insert into channel_rules_version (code_id, version, since, rules)
                select id, version, :now, jsonb_build_object('dailyCap', daily_cap, 'rules', rules, 'pool', (%s))
                from channel_code where id = any(:ids)""".formatted(POOL_OF))
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
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
}
