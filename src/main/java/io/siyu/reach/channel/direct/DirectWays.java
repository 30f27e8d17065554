package io.siyu.reach.channel.direct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The platform's own codes: what it was told last of who is behind them, and who may tell it next. */
@Component
public class DirectWays {

    /** Longer than a call takes at most, so that what somebody else told cannot arrive afterwards. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String SELECT = """
            select d.*, s.config_id, s.qr_url, s.failure as making
            from channel_direct d join channel_state s on s.code_id = d.code_id and s.kind = 'DIRECT'
                and s.status not in ('RETIRED', 'DELETED')\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    DirectWays(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One code of the platform.
     *
     * @param qrUrl its picture, absent until it is made
     * @param content what the picture says, absent until it is read
     * @param members user ids
     * @param told a digest of what the platform was told last; absent while nobody knows
     * @param standingIn nobody of the pool may take visitors
     * @param lease until when it is the claimer's alone
     * @param failure why it could not be made or rewritten
     */
    record Way(
            long codeId,
            @Nullable String configId,
            @Nullable String qrUrl,
            @Nullable String content,
            List<String> members,
            @Nullable String told,
            @Nullable Instant toldAt,
            int rewrites,
            boolean standingIn,
            Instant lease,
            int attempts,
            @Nullable String failure) {}

    /** Ways were ordered for these codes, in the caller's transaction: from now on they are kept. */
    public void begin(Collection<Long> codeIds) {
        end(codeIds);
        jdbc.sql("insert into channel_direct (code_id, due_at) select code, :now from unnest(:codes::bigint[]) code")
                .param("codes", codeIds.toArray(Long[]::new))
                .param("now", at(clock.instant()))
                .update();
    }

    /** The code is another than before: who is behind it is looked at now. */
    public void changed(long codeId) {
        jdbc.sql("update channel_direct set due_at = least(due_at, :now) where code_id = :code")
                .param("code", codeId)
                .param("now", at(clock.instant()))
                .update();
    }

    /** They are about to be taken down. */
    public void end(Collection<Long> codeIds) {
        jdbc.sql("delete from channel_direct where code_id = any(:codes)")
                .param("codes", codeIds.toArray(Long[]::new))
                .update();
    }

    /** What the pictures of these codes say, of those that have been made and read. */
    public Map<Long, String> contents(Collection<Long> codeIds) {
        Map<Long, String> contents = new HashMap<>();
        jdbc.sql("select code_id, content from channel_direct where code_id = any(:codes) and content is not null")
                .param("codes", codeIds.toArray(Long[]::new))
                .query(row -> {
                    contents.put(row.getLong("code_id"), row.getString("content"));
                });
        return contents;
    }

    Optional<Way> of(long codeId) {
        return jdbc.sql(SELECT + "where d.code_id = :code")
                .param("code", codeId)
                .query(DirectWays::way)
                .optional();
    }

    /** The next that is to be looked at, the caller's alone for a while. */
    Optional<Way> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                with due as (
                    select code_id from channel_direct
                    where (claimed_until is null and due_at <= :now) or claimed_until <= :now
                    order by due_at limit 1 for update skip locked)
                update channel_direct d set claimed_until = :lease, due_at = 'infinity'
                from due where d.code_id = due.code_id returning d.code_id""")
                .param("lease", at(now.plus(LEASE)))
                .param("now", at(now))
                .query(Long.class)
                .optional()
                .flatMap(this::of);
    }

    /** @return false when somebody else has taken over */
    boolean telling(Way way) {
        return jdbc.sql("update channel_direct set told = null where code_id = :code and claimed_until = :lease")
                        .param("code", way.codeId())
                        .param("lease", at(way.lease()))
                        .update()
                == 1;
    }

    void told(Way way, Behind.Members members, String digest, Instant again) {
        jdbc.sql("""
                update channel_direct set members = :members, told = :told, told_at = :now, rewrites = rewrites + 1,
                    standing_in = :standingIn, due_at = least(due_at, :due), claimed_until = null, attempts = 0,
                    failure = null
                where code_id = :code and claimed_until = :lease""")
                .param("members", members.userIds().toArray(String[]::new))
                .param("told", digest)
                .param("now", at(clock.instant()))
                .param("standingIn", members.standingIn())
                .param("due", at(again))
                .param("code", way.codeId())
                .param("lease", at(way.lease()))
                .update();
    }

    /** Nothing was told. */
    void later(Way way, Instant again, boolean standingIn, @Nullable String failure) {
        jdbc.sql("""
                update channel_direct set due_at = least(due_at, :due), claimed_until = null, failure = :failure,
                    standing_in = :standingIn,
                    attempts = case when :failure::text is null then 0 else attempts + 1 end
                where code_id = :code and claimed_until = :lease""")
                .param("due", at(again))
                .param("failure", failure)
                .param("standingIn", standingIn)
                .param("code", way.codeId())
                .param("lease", at(way.lease()))
                .update();
    }

    void read(Way way, String content) {
        jdbc.sql("update channel_direct set content = :content where code_id = :code")
                .param("content", content)
                .param("code", way.codeId())
                .update();
    }

    /** Everybody who may be behind one. */
    Set<Long> guides() {
        return new HashSet<>(jdbc.sql("""
                select g.staff_id from channel_code_guide g join channel_direct d on d.code_id = g.code_id
                union select (c.afterlife ->> 'staffId')::bigint from channel_code c join channel_direct d on d.code_id = c.id
                where c.afterlife ->> 'staffId' is not null""").query(Long.class).list());
    }

    /** An add by this guide, who has one more of them than before. */
    record Add(long id, long staffId) {}

    List<Add> addedAfter(long acquisition) {
        return jdbc.sql("select id, staff_id from channel_acquisition where id > :after")
                .param("after", acquisition)
                .query((row, number) -> new Add(row.getLong("id"), row.getLong("staff_id")))
                .list();
    }

    long lastAdd() {
        return jdbc.sql("select coalesce(max(id), 0) from channel_acquisition")
                .query(Long.class)
                .single();
    }

    /** Something is new about these guides: their codes are looked at now, or once more by whoever is at it. */
    void touch(Collection<Long> guides) {
        jdbc.sql("""
                update channel_direct d set due_at = :now
                where d.due_at > :now and exists (
                    select 1 from channel_code_guide g where g.code_id = d.code_id and g.staff_id = any(:guides)
                    union all select 1 from channel_code c where c.id = d.code_id
                        and (c.afterlife ->> 'staffId')::bigint = any(:guides))""")
                .param("now", at(clock.instant()))
                .param("guides", guides.toArray(Long[]::new))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Way way(ResultSet row, int number) throws SQLException {
        Timestamp told = row.getTimestamp("told_at");
        Timestamp claimed = row.getTimestamp("claimed_until");
        String failure = row.getString("failure");
        return new Way(
                row.getLong("code_id"),
                row.getString("config_id"),
                row.getString("qr_url"),
                row.getString("content"),
                List.of((String[]) row.getArray("members").getArray()),
                row.getString("told"),
                told == null ? null : told.toInstant(),
                row.getInt("rewrites"),
                row.getBoolean("standing_in"),
                claimed == null ? Instant.EPOCH : claimed.toInstant(),
                row.getInt("attempts"),
                failure == null ? row.getString("making") : failure);
    }
}
