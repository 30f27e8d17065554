package io.siyu.gateway.wecom.reconcile;

import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.GroupChats.GroupChat;
import io.siyu.gateway.wecom.ListedContact;
import io.siyu.gateway.wecom.client.WeComProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a callback should have told into the inbox, as the platform would have written it but for the welcome code; the steps of
 * the modules do the rest, once, and in turn with genuine callbacks of the same two.
 */
@Component
class LostCallbacks {

    /** The lane that takes callbacks in. */
    private static final String LANE = "wecom.inbox";

    private static final String FRIENDSHIP = "change_external_contact";
    private static final String GROUP = "change_external_chat";
    private static final String RECONCILIATION = "Reconciliation";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final WeComProperties properties;
    private final ObjectProvider<Pollers> pollers;

    LostCallbacks(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            WeComProperties properties,
            ObjectProvider<Pollers> pollers) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
        this.pollers = pollers;
    }

    /** @param contact as the platform lists them with this one employee; absent when it lists them no more */
    record Lost(
            Kind kind,
            String userId,
            String externalUserId,
            @Nullable ExternalContact contact) {}

    /** @param group as the platform tells it; absent when it is no more */
    record LostGroup(Kind kind, String chatId, @Nullable GroupChat group) {

        static LostGroup of(Kind kind, GroupChat told) {
            return new LostGroup(kind, told.chatId(), told);
        }

        static LostGroup gone(String chatId) {
            return new LostGroup(Kind.GROUP_DISSOLVED, chatId, null);
        }
    }

    private record Row(
            String digest,
            String event,
            String relation,
            String changeType,
            Map<String, String> fields,
            String kind,
            String user,
            @Nullable String external,
            @Nullable String chat) {}

    /** Inside the caller's transaction; told again in the same reconciliation, it changes nothing. */
    void write(long reconciliation, List<Lost> lost) {
        tell(reconciliation, lost.stream().map(one -> row(reconciliation, one)).toList());
    }

    /** The same of groups. */
    void writeGroups(long reconciliation, List<LostGroup> lost) {
        tell(reconciliation, lost.stream().map(one -> row(reconciliation, one)).toList());
    }

    private void tell(long reconciliation, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with lost as materialized (
                    select * from jsonb_to_recordset(:rows::jsonb)
                        as (digest text, event text, relation text, "changeType" text, fields jsonb, kind text, "user" text,
                            external text, chat text)),
                locked as materialized (
                    select count(pg_advisory_xact_lock(key)) as relations
                    from (select hashtextextended(relation, 0) as key from lost order by key) as keys),
                told as (
                    insert into wecom_inbox (digest, app, event, change_type, relation, fields, received_at, next_attempt_at, state)
                    select decode(digest, 'hex'), :app, event, "changeType", relation, fields, :now, :now, 'waiting'
                    from lost, locked order by relation
                    on conflict (digest) do nothing
                    returning id, digest),
                found as (
                    insert into wecom_reconciliation_finding
                        (reconciliation_id, kind, user_id, external_user_id, chat_id, inbox_id, found_at)
                    select :reconciliation, kind, lost."user", external, chat, told.id, :now
                    from told join lost on decode(lost.digest, 'hex') = told.digest order by told.id
                    on conflict do nothing
                    returning kind, chat_id)
                update wecom_reconciliation run
                set added = run.added + counted.added, deleted = run.deleted + counted.deleted, tags = run.tags + counted.tags,
                    groups_missed = run.groups_missed + counted.groups
                from (select count(*) filter (where kind = 'ADDED') as added, count(*) filter (where kind = 'DELETED') as deleted,
                             count(*) filter (where kind = 'TAGS') as tags, count(*) filter (where chat_id is not null) as groups
                      from found) as counted
                where id = :reconciliation""")
                .param("rows", json.writeValueAsString(rows))
                .param("app", WeComProperties.APP)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("reconciliation", reconciliation)
                .update();
    }

    /** After the transaction. */
    void wake() {
        pollers.ifAvailable(all -> all.wake(LANE));
    }

    /** Whether so many of ours are to be taken in that genuine callbacks would have to wait for them. */
    boolean enough(int most) {
        return jdbc.sql("""
                select count(*) from (
                    select from wecom_inbox
                    where state = 'waiting' and next_attempt_at <= :now and jsonb_exists(fields, 'Reconciliation')
                    limit :most) waiting""")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .query(Long.class)
                        .single()
                >= most;
    }

    /** Of these customers those about whom and this employee a callback is still to be taken in. */
    Set<String> beingToldOf(String userId, Collection<String> externalUserIds) {
        return Set.copyOf(jdbc.sql("""
                select split_part(relation, '|', 1) from wecom_inbox
                where state = 'waiting' and relation = any(:relations::text[])""")
                .param(
                        "relations",
                        externalUserIds.stream()
                                .map(external -> external + "|" + userId)
                                .toArray(String[]::new))
                .query(String.class)
                .list());
    }

    private Row row(long reconciliation, Lost lost) {
        return new Row(
                digest("reconciliation " + reconciliation + " " + lost.kind() + " " + lost.userId() + " "
                        + lost.externalUserId()),
                FRIENDSHIP,
                lost.externalUserId() + "|" + lost.userId(),
                lost.kind().changeType(),
                fields(reconciliation, lost),
                lost.kind().name(),
                lost.userId(),
                lost.externalUserId(),
                null);
    }

    private Row row(long reconciliation, LostGroup lost) {
        GroupChat group = lost.group();
        Instant at = group == null || lost.kind() != Kind.GROUP_CREATED ? clock.instant() : group.createdAt();
        Map<String, String> fields = basics(reconciliation, GROUP, lost.kind(), at);
        fields.put("ChatId", lost.chatId());
        return new Row(
                digest("reconciliation " + reconciliation + " " + lost.kind() + " " + lost.chatId()),
                GROUP,
                "chat " + lost.chatId(),
                lost.kind().changeType(),
                fields,
                lost.kind().name(),
                group == null ? "" : group.ownerUserId(),
                null,
                lost.chatId());
    }

    private Map<String, String> fields(long reconciliation, Lost lost) {
        ExternalContact contact = lost.contact();
        Follow follow = contact == null ? null : contact.followOf(lost.userId()).orElse(null);
        Follow begun = lost.kind() == Kind.ADDED ? follow : null;
        Instant at = begun == null ? clock.instant() : begun.createdAt();
        Map<String, String> fields = basics(reconciliation, FRIENDSHIP, lost.kind(), at);
        fields.put("UserID", lost.userId());
        fields.put("ExternalUserID", lost.externalUserId());
        String state = begun == null ? null : begun.state();
        if (state != null) {
            fields.put("State", state);
        }
        if (contact != null) {
            Map.Entry<String, String> listed = ListedContact.field(contact);
            fields.put(listed.getKey(), listed.getValue());
        }
        return fields;
    }

    private Map<String, String> basics(long reconciliation, String event, Kind kind, Instant at) {
        return new TreeMap<>(Map.of(
                "ToUserName",
                String.valueOf(properties.corpId()),
                "MsgType",
                "event",
                "Event",
                event,
                "ChangeType",
                kind.changeType(),
                "CreateTime",
                Long.toString(at.getEpochSecond()),
                RECONCILIATION,
                Long.toString(reconciliation)));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
