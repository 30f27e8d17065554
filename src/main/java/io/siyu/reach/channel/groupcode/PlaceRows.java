package io.siyu.reach.channel.groupcode;

import io.siyu.reach.channel.groupcode.GroupCodeDraft.Wanted;
import io.siyu.shared.RandomCode;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The places of group codes, written while their code is held. */
@Component
class PlaceRows {

    /** Somebody may have the picture of a join way before them still. */
    private static final Duration FAREWELL = Duration.ofDays(1);

    private static final int BEYOND = 1_000_000;
    private static final int PLATFORM_CAP = 500;

    private final JdbcClient jdbc;

    PlaceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(GroupCode code, GroupCodeDraft draft, Instant now) {
        List<Long> kept = new ArrayList<>();
        for (int position = 0; position < draft.places().size(); position++) {
            Wanted place = draft.places().get(position);
            kept.add(
                    place.id() == null
                            ? insert(code, place, position, now)
                            : change(code, place.id(), place, position));
        }
        jdbc.sql("""
                update channel_group_place set removed_at = :now, status = case when status is null then null else 'RETIRED' end,
                    due_at = case when status is null then null else :due end
                where code_id = :code and removed_at is null and not overflow and not id = any(:kept)""")
                .param("now", GroupCodeRows.utc(now))
                .param("due", GroupCodeRows.utc(now.plus(FAREWELL)))
                .param("code", code.id())
                .param("kept", kept.toArray(Long[]::new))
                .update();
        overflow(code.id(), draft.next() != null, now);
    }

    private long insert(GroupCode code, Wanted place, int position, Instant now) {
        boolean group = code.kind() == GroupCode.Kind.GROUPS;
        return jdbc.sql("""
                insert into channel_group_place (code_id, position, chat_id, picture_url, expires_at, cap, state, status, due_at)
                values (:code, :position, :chat, :picture, :expires, :cap, :state, :status, :due) returning id""")
                .param("code", code.id())
                .param("position", position)
                .param("chat", group ? place.chatId() : null, Types.VARCHAR)
                .param("picture", group ? null : place.pictureUrl(), Types.VARCHAR)
                .param(
                        "expires",
                        place.expiresAt() == null || group ? null : GroupCodeRows.utc(place.expiresAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("cap", place.cap())
                .param("state", group ? state() : null, Types.VARCHAR)
                .param("status", group ? "MAKING" : null, Types.VARCHAR)
                .param("due", group ? GroupCodeRows.utc(now) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Long.class)
                .single();
    }

    /** Fewer may see a picture than saw it already: it is full then. */
    private long change(GroupCode code, long id, Wanted place, int position) {
        jdbc.sql("""
                update channel_group_place set position = :position, expires_at = :expires,
                    cap = case when picture_url is null then :cap else greatest(:cap, shown) end
                where id = :id and code_id = :code and removed_at is null""")
                .param("position", position)
                .param("cap", place.cap())
                .param(
                        "expires",
                        place.expiresAt() == null || code.kind() == GroupCode.Kind.GROUPS
                                ? null
                                : GroupCodeRows.utc(place.expiresAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .param("code", code.id())
                .update();
        return id;
    }

    /**
     * The way into groups that the platform makes; told anew when the groups before it are others. Of a code out of use it has its farewell
     * day, and is told when it comes back.
     */
    private void overflow(long code, boolean wanted, Instant now) {
        int there = jdbc.sql("""
                update channel_group_place set outdated = :wanted,
                    removed_at = case when :wanted then null else :now::timestamptz end,
                    status = case when :wanted or status = 'DELETED' then status else 'RETIRED' end,
                    due_at = case when status in ('RETIRED', 'DELETED') then due_at
                        when :wanted then :now::timestamptz else :due::timestamptz end
                where code_id = :code and overflow and removed_at is null""")
                .param("wanted", wanted)
                .param("now", GroupCodeRows.utc(now))
                .param("due", GroupCodeRows.utc(now.plus(FAREWELL)))
                .param("code", code)
                .update();
        if (wanted && there == 0) {
            jdbc.sql("""
                    insert into channel_group_place (code_id, position, cap, overflow, state, status, due_at)
                    values (:code, :beyond, :cap, true, :state, 'MAKING', :now)""")
                    .param("code", code)
                    .param("beyond", BEYOND)
                    .param("cap", PLATFORM_CAP)
                    .param("state", state())
                    .param("now", GroupCodeRows.utc(now))
                    .update();
        }
    }

    private static String state() {
        return "sg_" + RandomCode.letters(20);
    }

    /** The code is taken out of use, a farewell later its ways are. */
    void retire(long code, Instant now) {
        jdbc.sql("""
                update channel_group_place set status = 'RETIRED', due_at = :due
                where code_id = :code and status in ('MAKING', 'READY', 'FAILED')""")
                .param("code", code)
                .param("due", GroupCodeRows.utc(now.plus(FAREWELL)))
                .update();
    }

    /** What was taken down meanwhile is made anew. */
    void restore(long code, Instant now) {
        jdbc.sql("""
                update channel_group_place set due_at = :now, status = 'MAKING', qr_url = null, attempts = 0,
                    config_id = case when status = 'DELETED' then null else config_id end
                where code_id = :code and removed_at is null and status in ('RETIRED', 'DELETED')""").param("code", code).param("now", GroupCodeRows.utc(now)).update();
    }
}
