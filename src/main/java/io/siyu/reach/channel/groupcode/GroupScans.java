package io.siyu.reach.channel.groupcode;

import io.siyu.people.relation.Groups;
import io.siyu.reach.channel.groupcode.GroupCode.Place;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A visitor opened a group code: which group they are shown. */
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
        Optional<GroupCode> found = codes.idOf(publicCode).filter(codes::lock).flatMap(codes::find);
        return found.filter(GroupCode::open).map(code -> show(code, visitor));
    }

    /** A code out of use still has its fallback. */
    Optional<GroupCode> byCode(String publicCode) {
        return codes.idOf(publicCode).flatMap(codes::find);
    }

    private Shown show(GroupCode code, String visitor) {
        Instant now = clock.instant();
        Long before = lastOf(code, visitor);
        Map<String, Groups.Group> known = known(code);
        Place place = Room.choose(rooms(code, known, visitor, now), before)
                .flatMap(room -> code.places().stream()
                        .filter(one -> one.id() == room.place())
                        .findFirst())
                .orElse(null);
        boolean again = place != null && before != null && before == place.id();
        if (place != null && place.pictureUrl() != null && !again) {
            jdbc.sql("update channel_group_place set shown = shown + 1 where id = :id")
                    .param("id", place.id())
                    .update();
        }
        jdbc.sql(
                        "insert into channel_group_scan (code_id, place_id, visitor, at) values (:code, :place, :visitor, :at)")
                .param("code", code.id())
                .param("place", place == null ? null : place.id(), Types.BIGINT)
                .param("visitor", visitor)
                .param("at", GroupCodeRows.utc(now))
                .update();
        Groups.Group group = place == null || place.chatId() == null ? null : known.get(place.chatId());
        return new Shown(code, place, group == null ? null : group.name());
    }

    /** The rooms of a code, as they stand now for somebody new. */
    List<Room> rooms(GroupCode code) {
        return rooms(code, known(code), "", clock.instant());
    }

    private List<Room> rooms(GroupCode code, Map<String, Groups.Group> known, String visitor, Instant now) {
        Map<Long, Integer> scans = scansSince(code, visitor, now.minus(ON_THE_WAY));
        List<String> states = code.places().stream()
                .map(Place::state)
                .filter(Objects::nonNull)
                .toList();
        Map<String, Integer> joins = groups.joinedSince(states, now.minus(ON_THE_WAY));
        return code.places().stream()
                .map(place -> room(place, known, scans, joins, now))
                .toList();
    }

    private static Room room(
            Place place,
            Map<String, Groups.Group> known,
            Map<Long, Integer> scans,
            Map<String, Integer> joins,
            Instant now) {
        if (place.pictureUrl() != null) {
            boolean lasting = place.expiresAt() == null || place.expiresAt().isAfter(now);
            return new Room(place.id(), place.position(), false, lasting, place.cap(), place.shown(), 0);
        }
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
