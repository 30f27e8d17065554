package io.siyu.reach.channel.groupcode;

import io.siyu.people.relation.Groups;
import io.siyu.reach.channel.groupcode.GroupCode.Kind;
import io.siyu.reach.channel.groupcode.GroupCode.Place;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A visitor opened a group code: which group they are shown. Groups and pictures are given out exactly, however many ask at once: of a
 * group as much room as it has by what the platform told, of a picture as many looks as it may have.
 */
@Component
class GroupScans {

    private final GroupCodeRows codes;
    private final Groups groups;
    private final Promises promises;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GroupScans(
            GroupCodeRows codes,
            Groups groups,
            Promises promises,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.codes = codes;
        this.groups = groups;
        this.promises = promises;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param place absent: all are full */
    record Shown(
            GroupCode code, @Nullable Place place, @Nullable String groupName) {}

    /** Empty when there is no such code, or it is out of use. Holds one place at a time, so that nobody waits in a circle. */
    Optional<Shown> scan(String publicCode, String visitor) {
        return byCode(publicCode).filter(GroupCode::open).map(code -> show(code, visitor));
    }

    /** As somebody new would see it; nobody is counted, and nothing is spent. */
    Optional<Shown> preview(String publicCode) {
        return byCode(publicCode).filter(GroupCode::open).map(code -> {
            Place place =
                    Room.next(rooms(code)).map(room -> placeOf(code, room)).orElse(null);
            return shown(code, place, known(code));
        });
    }

    /** A code out of use still has its fallback. */
    Optional<GroupCode> byCode(String publicCode) {
        return codes.idOf(publicCode).flatMap(codes::find);
    }

    private Shown show(GroupCode code, String visitor) {
        Instant now = clock.instant();
        Map<String, Groups.Group> known = known(code);
        for (Room room : Room.inOrder(rooms(code, known, Map.of(), now), lastOf(code, visitor))) {
            Place place = placeOf(code, room);
            if (Boolean.TRUE.equals(transaction.execute(status -> given(code, place, visitor, now)))) {
                return shown(code, place, known);
            }
        }
        scanned(code, null, visitor, now);
        return shown(code, null, known);
    }

    /** @return false when others took the last of it meanwhile */
    private boolean given(GroupCode code, Place place, String visitor, Instant now) {
        boolean given = place.overflow()
                || (code.kind() == Kind.GROUPS
                        ? promises.take(place.id(), visitor, now)
                        : pictureGiven(code, place, visitor, now));
        if (given) {
            scanned(code, place, visitor, now);
        }
        return given;
    }

    private boolean pictureGiven(GroupCode code, Place place, String visitor, Instant now) {
        onePageAtATime(code, visitor);
        Long before = lastOf(code, visitor);
        return (before != null && before == place.id())
                || jdbc.sql("""
                        update channel_group_place set shown = shown + 1
                        where id = :id and shown < cap and removed_at is null and (expires_at is null or expires_at > :now)""")
                                .param("id", place.id())
                                .param("now", GroupCodeRows.utc(now))
                                .update()
                        == 1;
    }

    /** Whoever opens it twice at once has the same picture twice. */
    private void onePageAtATime(GroupCode code, String visitor) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
                .param("who", "group code " + code.id() + " " + visitor)
                .query((row, number) -> true)
                .single();
    }

    private void scanned(GroupCode code, @Nullable Place place, String visitor, Instant now) {
        jdbc.sql(
                        "insert into channel_group_scan (code_id, place_id, visitor, at) values (:code, :place, :visitor, :at)")
                .param("code", code.id())
                .param("place", place == null ? null : place.id(), Types.BIGINT)
                .param("visitor", visitor)
                .param("at", GroupCodeRows.utc(now))
                .update();
    }

    private static Place placeOf(GroupCode code, Room room) {
        return code.places().stream()
                .filter(place -> place.id() == room.place())
                .findFirst()
                .orElseThrow();
    }

    private static Shown shown(GroupCode code, @Nullable Place place, Map<String, Groups.Group> known) {
        Groups.Group group = place == null || place.chatId() == null ? null : known.get(place.chatId());
        return new Shown(code, place, group == null ? null : group.name());
    }

    /** The rooms of a code, as they stand now for somebody new. */
    List<Room> rooms(GroupCode code) {
        Instant now = clock.instant();
        List<Long> places = code.places().stream().map(Place::id).toList();
        return rooms(code, known(code), promises.outstanding(places, now), now);
    }

    private static List<Room> rooms(
            GroupCode code, Map<String, Groups.Group> known, Map<Long, Integer> promised, Instant now) {
        return code.places().stream()
                .map(place -> code.kind() == Kind.PICTURES
                        ? picture(place, now)
                        : group(place, known, promised.getOrDefault(place.id(), 0)))
                .toList();
    }

    private static Room picture(Place place, Instant now) {
        boolean lasting = place.expiresAt() == null || place.expiresAt().isAfter(now);
        return new Room(place.id(), place.position(), false, lasting, place.cap(), place.shown(), 0);
    }

    private static Room group(Place place, Map<String, Groups.Group> known, int promised) {
        boolean ready = place.status() == Status.READY && place.qrUrl() != null;
        Groups.Group group = place.chatId() == null ? null : known.get(place.chatId());
        boolean there = place.overflow() || (group != null && group.readAt() != null && !group.dissolved());
        return new Room(
                place.id(),
                place.position(),
                place.overflow(),
                ready && there,
                place.cap(),
                group == null ? 0 : group.members(),
                promised);
    }

    private Map<String, Groups.Group> known(GroupCode code) {
        return groups.byChatIds(code.places().stream()
                .map(Place::chatId)
                .filter(Objects::nonNull)
                .toList());
    }

    private @Nullable Long lastOf(GroupCode code, String visitor) {
        return jdbc.sql("""
                select place_id from channel_group_scan where code_id = :code and visitor = :visitor and place_id is not null
                order by id desc limit 1""")
                .param("code", code.id())
                .param("visitor", visitor)
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
