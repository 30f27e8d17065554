package io.siyu.people.relation.group;

import io.siyu.gateway.wecom.GroupChats.GroupChat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes groups and who is in them. */
@Component
public class KnownChats {

    /** The platform's own view of a group is about two seconds behind what it tells of it. */
    private static final Duration LAG = Duration.ofSeconds(3);

    private static final Duration LEASE = Duration.ofMinutes(2);

    /** So often a group that was told of, and that we never saw, may be unknown to the platform before it is gone. */
    private static final int EARLY_MISSES = 3;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    KnownChats(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param lease until when it is ours: whoever changes it meanwhile makes it due anew */
    record Due(long id, String chatId, int attempts, OffsetDateTime lease) {}

    private record Row(
            String userId,
            boolean external,
            Instant joinedAt,
            int joinScene,
            @Nullable String state) {}

    /** It is other than it was, or new: to be read as soon as the platform knows it itself. One that we take for dissolved, too. */
    public void changed(String chatId, Instant at) {
        jdbc.sql("""
                insert into relation_group (chat_id, created_at, due_at) values (:chat, :at, :due)
                on conflict (chat_id) do update set due_at = :due, attempts = 0""")
                .param("chat", chatId)
                .param("at", utc(at))
                .param("due", utc(clock.instant().plus(LAG)))
                .update();
    }

    /** Unless the platform shows it to us again when somebody tells of it. */
    void dissolved(String chatId, Instant at) {
        jdbc.sql("""
                insert into relation_group (chat_id, created_at, dissolved_at) values (:chat, :at, :at)
                on conflict (chat_id) do update set due_at = null, dissolved_at = coalesce(relation_group.dissolved_at, :at)""").param("chat", chatId).param("at", utc(at)).update();
    }

    Optional<Due> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                update relation_group set due_at = :lease, attempts = attempts + 1
                where id = (select id from relation_group where due_at <= :now order by due_at, id limit 1 for update skip locked)
                returning id, chat_id, attempts, due_at""")
                .param("now", utc(now))
                .param("lease", utc(now.plus(LEASE)))
                .query((row, number) -> new Due(
                        row.getLong("id"),
                        row.getString("chat_id"),
                        row.getInt("attempts"),
                        row.getObject("due_at", OffsetDateTime.class)))
                .optional();
    }

    /** What was read; unless it was told to be other meanwhile, or dissolved, that is all there is to read. */
    @Transactional
    void read(Due due, GroupChat told, Instant at) {
        jdbc.sql("select from relation_group where id = :id for update")
                .param("id", due.id())
                .query((row, number) -> true)
                .single();
        members(due.id(), told, at);
        jdbc.sql("""
                update relation_group set name = :name, owner_user_id = :owner, members = :members, customers = :customers,
                    created_at = :created, read_at = :at, due_at = case when due_at = :lease then null else due_at end,
                    dissolved_at = case when due_at = :lease then null else dissolved_at end,
                    attempts = case when due_at = :lease then 0 else attempts end
                where id = :id""")
                .param("name", told.name())
                .param("owner", told.ownerUserId())
                .param("members", told.members().size())
                .param(
                        "customers",
                        told.members().stream()
                                .filter(member -> member.external())
                                .count())
                .param("created", utc(told.createdAt()))
                .param("at", utc(at))
                .param("lease", due.lease())
                .param("id", due.id())
                .update();
    }

    private void members(long id, GroupChat told, Instant at) {
        List<Row> rows = told.members().stream()
                .map(one -> new Row(one.userId(), one.external(), one.joinedAt(), one.joinScene(), one.state()))
                .toList();
        jdbc.sql("""
                with told as materialized (
                    select * from jsonb_to_recordset(:told::jsonb)
                        as ("userId" text, external boolean, "joinedAt" timestamptz, "joinScene" integer, state text)),
                gone as (
                    update relation_group_member known set left_at = :at
                    where known.group_id = :id and known.left_at is null
                      and not exists (select from told where told."userId" = known.user_id and told."joinedAt" = known.joined_at))
                insert into relation_group_member (group_id, user_id, joined_at, external, join_scene, state)
                select :id, "userId", "joinedAt", external, "joinScene", state from told
                on conflict (group_id, user_id, joined_at) do update set left_at = null
                where relation_group_member.left_at is not null""")
                .param("told", json.writeValueAsString(rows))
                .param("id", id)
                .param("at", utc(at))
                .update();
    }

    /** The platform does not know it: it was dissolved, or is so new that we asked too early. */
    void gone(Due due, Instant at, Duration pause) {
        jdbc.sql("""
                update relation_group set due_at = case when read_at is null and attempts <= :early then :again::timestamptz end,
                    dissolved_at = case when read_at is null and attempts <= :early then dissolved_at else coalesce(dissolved_at, :at) end
                where id = :id and due_at = :lease""")
                .param("early", EARLY_MISSES)
                .param("again", utc(clock.instant().plus(pause)))
                .param("at", utc(at))
                .param("id", due.id())
                .param("lease", due.lease())
                .update();
    }

    void later(Due due, Duration pause) {
        jdbc.sql("update relation_group set due_at = :due where id = :id and due_at = :lease")
                .param("due", utc(clock.instant().plus(pause)))
                .param("id", due.id())
                .param("lease", due.lease())
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
