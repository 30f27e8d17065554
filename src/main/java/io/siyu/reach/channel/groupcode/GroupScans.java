package io.siyu.reach.channel.groupcode;

import io.siyu.people.relation.Groups;
import io.siyu.reach.channel.groupcode.GroupCode.Kind;
import io.siyu.reach.channel.groupcode.GroupCode.Place;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A visitor opened a group code: which group they are shown. How much room a group has is an estimate, for who was shown it need not come:
 * visitors do not wait for each other, and those of the same moment may all be promised the last place. Pictures are counted exactly.
 */
@Component
class GroupScans {

    /** How long somebody who was shown a group may be on the way into it. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);

    private final GroupCodeRows codes;
    private final Groups groups;
    private final JdbcClient jdbc;
    private final Clock clock;

    GroupScans(GroupCodeRows codes, Groups groups, JdbcClient jdbc, Clock clock) {
        this.codes = codes;
        this.groups = groups;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param place absent: all are full */
    record Shown(
            GroupCode code, @Nullable Place place, @Nullable String groupName) {}

    /** Empty when there is no such code, or it is out of use. */
    @Transactional
    Optional<Shown> scan(String publicCode, String visitor) {
        return byCode(publicCode).filter(GroupCode::open).map(code -> show(code, visitor));
    }

    /** As somebody new would see it; nobody is counted, and nothing is spent. */
    Optional<Shown> preview(String publicCode) {
        return byCode(publicCode).filter(GroupCode::open).map(code -> {
            Place place = Room.choose(rooms(code), null)
                    .map(room -> placeOf(code, room))
                    .orElse(null);
            return shown(code, place, known(code));
        });
    }

    /** A code out of use still has its fallback. */
    Optional<GroupCode> byCode(String publicCode) {
        return codes.idOf(publicCode).flatMap(codes::find);
    }

    private Shown show(GroupCode code, String visitor) {
        Instant now = clock.instant();
        if (code.kind() == Kind.PICTURES) {
            onePageAtATime(code, visitor);
        }
        Long before = lastOf(code, visitor);
        Map<String, Groups.Group> known = known(code);
        List<Room> rooms = new ArrayList<>(rooms(code, known, visitor, now));
        Optional<Room> room = Room.choose(rooms, before);
        while (room.isPresent() && !given(placeOf(code, room.get()), before, now)) {
            rooms.remove(room.get());
            room = Room.choose(rooms, before);
        }
        Place place = room.map(one -> placeOf(code, one)).orElse(null);
        jdbc.sql(
                        "insert into channel_group_scan (code_id, place_id, visitor, at) values (:code, :place, :visitor, :at)")
                .param("code", code.id())
                .param("place", place == null ? null : place.id(), Types.BIGINT)
                .param("visitor", visitor)
                .param("at", GroupCodeRows.utc(now))
                .update();
        return shown(code, place, known);
    }

    /** Whoever opens it twice at once has the same picture twice. */
    private void onePageAtATime(GroupCode code, String visitor) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
                .param("who", "group code " + code.id() + " " + visitor)
                .query((row, number) -> true)
                .single();
    }

    /** @return false when others took the last of it meanwhile */
    private boolean given(Place place, @Nullable Long before, Instant now) {
        boolean again = before != null && before == place.id();
        return place.pictureUrl() == null
                || again
                || jdbc.sql("""
                        update channel_group_place set shown = shown + 1
                        where id = :id and shown < cap and removed_at is null and (expires_at is null or expires_at > :now)""")
                                .param("id", place.id())
                                .param("now", GroupCodeRows.utc(now))
                                .update()
                        == 1;
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
        return rooms(code, known(code), "", clock.instant());
    }

    private List<Room> rooms(GroupCode code, Map<String, Groups.Group> known, String visitor, Instant now) {
        if (code.kind() == Kind.PICTURES) {
            return code.places().stream().map(place -> picture(place, now)).toList();
        }
        Map<Long, Integer> scans = scansSince(code, visitor, now.minus(ON_THE_WAY));
        List<String> states = code.places().stream()
                .map(Place::state)
                .filter(Objects::nonNull)
                .toList();
        Map<String, Integer> joins = groups.joinedSince(states, now.minus(ON_THE_WAY));
        return code.places().stream()
                .map(place -> group(place, known, scans, joins))
                .toList();
    }

    private static Room picture(Place place, Instant now) {
        boolean lasting = place.expiresAt() == null || place.expiresAt().isAfter(now);
        return new Room(place.id(), place.position(), false, lasting, place.cap(), place.shown(), 0);
    }

    private static Room group(
            Place place, Map<String, Groups.Group> known, Map<Long, Integer> scans, Map<String, Integer> joins) {
        boolean ready = place.status() == Status.READY && place.qrUrl() != null;
        Groups.Group group = place.chatId() == null ? null : known.get(place.chatId());
        boolean there = place.overflow() || (group != null && group.readAt() != null && !group.dissolved());
        int promised = scans.getOrDefault(place.id(), 0)
                - joins.getOrDefault(Objects.requireNonNullElse(place.state(), ""), 0);
        return new Room(
                place.id(),
                place.position(),
                place.overflow(),
                ready && there,
                place.cap(),
                group == null ? 0 : group.members(),
                Math.max(0, promised));
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

    /** How many others were shown each place. */
    private Map<Long, Integer> scansSince(GroupCode code, String visitor, Instant since) {
        Map<Long, Integer> scans = new HashMap<>();
        jdbc.sql("""
                select place_id, count(distinct visitor)::int as visitors from channel_group_scan
                where place_id = any(:places) and at > :since and visitor <> :visitor group by place_id""")
                .param("places", code.places().stream().map(Place::id).toArray(Long[]::new))
                .param("since", GroupCodeRows.utc(since))
                .param("visitor", visitor)
                .query(row -> {
                    scans.put(row.getLong("place_id"), row.getInt("visitors"));
                });
        return scans;
    }
}
