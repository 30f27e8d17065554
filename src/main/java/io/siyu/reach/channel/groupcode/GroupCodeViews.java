package io.siyu.reach.channel.groupcode;

import io.siyu.people.relation.Groups;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.groupcode.GroupCode.Place;
import io.siyu.reach.channel.groupcode.GroupCode.Status;
import io.siyu.shared.BrandZone;
import io.siyu.shared.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Group codes as operators see them. */
@Component
class GroupCodeViews {

    private final GroupCodeRows rows;
    private final GroupCodes codes;
    private final GroupScans scans;
    private final Groups groups;
    private final Prints prints;
    private final JdbcClient jdbc;
    private final BrandZone zone;
    private final Clock clock;

    GroupCodeViews(
            GroupCodeRows rows,
            GroupCodes codes,
            GroupScans scans,
            Groups groups,
            Prints prints,
            JdbcClient jdbc,
            BrandZone zone,
            Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.scans = scans;
        this.groups = groups;
        this.prints = prints;
        this.jdbc = jdbc;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * What a line of the list tells.
     *
     * @param full whether nobody can be shown a group now
     */
    record Line(
            long id,
            String name,
            String url,
            GroupCode.Kind kind,
            int groups,
            int room,
            boolean full,
            long scans,
            long joined,
            Instant createdAt) {}

    /** @param current whether a newcomer would be shown this one */
    record PlaceLine(
            long id,
            @Nullable String chatId,
            @Nullable Long groupId,
            @Nullable String name,
            @Nullable String ownerName,
            @Nullable String pictureUrl,
            @Nullable Instant expiresAt,
            int cap,
            int taken,
            int promised,
            boolean overflow,
            boolean usable,
            boolean dissolved,
            boolean current,
            @Nullable Status status,
            @Nullable String failure,
            long joined,
            long left) {}

    /** A group that the platform made when all were full. */
    record Grown(long groupId, String name, int members) {}

    record Detail(
            long id,
            String code,
            String url,
            String name,
            GroupCode.Kind kind,
            GroupCodeDraft.@Nullable Next next,
            @Nullable Long fallbackCodeId,
            @Nullable String fallbackText,
            Instant createdAt,
            @Nullable Instant archivedAt,
            List<Prints.Print> prints,
            long scans,
            long visitors,
            long joined,
            long left,
            Instant asOf,
            List<PlaceLine> places,
            List<Grown> grown) {}

    record Day(LocalDate day, long scans, long joined, long left) {}

    Page<Line> page(boolean archived, int page, int size) {
        List<Line> lines =
                rows.page(archived, page, size).stream().map(this::line).toList();
        return new Page<>(lines, rows.count(archived));
    }

    private Line line(GroupCode code) {
        List<Room> rooms = scans.rooms(code);
        int free = rooms.stream()
                .filter(room -> room.usable() && !room.overflow())
                .mapToInt(room -> Math.max(0, room.cap() - room.taken()))
                .sum();
        return new Line(
                code.id(),
                code.name(),
                codes.urlOf(code),
                code.kind(),
                (int) code.places().stream().filter(place -> !place.overflow()).count(),
                free,
                Room.inOrder(rooms, null).isEmpty(),
                count("count(*)", code.id()),
                byState(code).values().stream().mapToLong(one -> one[0]).sum(),
                code.createdAt());
    }

    Detail detail(GroupCode code) {
        Map<Long, Room> rooms = scans.rooms(code).stream().collect(Collectors.toMap(Room::place, Function.identity()));
        Long current = Room.next(List.copyOf(rooms.values())).map(Room::place).orElse(null);
        Map<String, long[]> counts = byState(code);
        Map<String, Groups.Group> known = groups.byChatIds(code.places().stream()
                .map(Place::chatId)
                .filter(Objects::nonNull)
                .toList());
        List<PlaceLine> places = code.places().stream()
                .map(place -> place(place, Objects.requireNonNull(rooms.get(place.id())), current, known, counts))
                .toList();
        return new Detail(
                code.id(),
                code.code(),
                codes.urlOf(code),
                code.name(),
                code.kind(),
                code.nextName() == null || code.nextNumber() == null
                        ? null
                        : new GroupCodeDraft.Next(code.nextName(), code.nextNumber()),
                code.fallbackCodeId(),
                code.fallbackText(),
                code.createdAt(),
                code.archivedAt(),
                prints.of(Prints.Kind.GROUP_CODE, code.id()),
                count("count(*)", code.id()),
                count("count(distinct visitor)", code.id()),
                counts.values().stream().mapToLong(one -> one[0]).sum(),
                counts.values().stream().mapToLong(one -> one[1]).sum(),
                clock.instant(),
                places,
                grown(code));
    }

    private static PlaceLine place(
            Place place,
            Room room,
            @Nullable Long current,
            Map<String, Groups.Group> known,
            Map<String, long[]> counts) {
        Groups.Group group = place.chatId() == null ? null : known.get(place.chatId());
        long[] numbers = counts.getOrDefault(Objects.requireNonNullElse(place.state(), ""), new long[2]);
        return new PlaceLine(
                place.id(),
                place.chatId(),
                group == null ? null : group.id(),
                group == null ? null : group.name(),
                group == null ? null : group.ownerName(),
                place.pictureUrl(),
                place.expiresAt(),
                place.cap(),
                room.taken(),
                room.promised(),
                place.overflow(),
                room.usable(),
                group != null && group.dissolved(),
                current != null && current == place.id(),
                place.status(),
                place.failure(),
                numbers[0],
                numbers[1]);
    }

    /** Known by those who came into them by the way of the platform's own groups. */
    private List<Grown> grown(GroupCode code) {
        Set<String> listed = code.places().stream()
                .map(Place::chatId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<String> overflow = code.places().stream()
                .filter(Place::overflow)
                .map(Place::state)
                .filter(Objects::nonNull)
                .toList();
        List<String> chats = groups.chatsByState(overflow).values().stream()
                .flatMap(Collection::stream)
                .filter(chat -> !listed.contains(chat))
                .toList();
        return groups.byChatIds(chats).values().stream()
                .map(group -> new Grown(group.id(), group.name(), group.members()))
                .sorted((one, other) -> Long.compare(one.groupId(), other.groupId()))
                .toList();
    }

    /** Day by day, days without anything too. */
    List<Day> days(GroupCode code, int days) {
        LocalDate today = zone.dateOf(clock.instant());
        LocalDate from = today.minusDays(days - 1L);
        Map<LocalDate, long[]> found = new TreeMap<>();
        from.datesUntil(today.plusDays(1)).forEach(day -> found.put(day, new long[3]));
        jdbc.sql("""
                select (at at time zone :zone)::date as day, count(*) as scans from channel_group_scan
                where code_id = :code and at >= :from group by 1""")
                .param("zone", zone.zone().getId())
                .param("code", code.id())
                .param("from", GroupCodeRows.utc(zone.startOf(from)))
                .query(row -> {
                    long[] day = found.get(row.getObject("day", LocalDate.class));
                    if (day != null) {
                        day[0] = row.getLong("scans");
                    }
                });
        groups.joins(statesOf(code.id()), from).forEach(joins -> {
            long[] day = found.get(joins.day());
            if (day != null) {
                day[1] += joins.joined();
                day[2] += joins.left();
            }
        });
        return found.entrySet().stream()
                .map(one -> new Day(one.getKey(), one.getValue()[0], one.getValue()[1], one.getValue()[2]))
                .toList();
    }

    /** Joins and leaves since ever, by the state. */
    private Map<String, long[]> byState(GroupCode code) {
        Map<String, long[]> counts = new HashMap<>();
        groups.joins(statesOf(code.id()), LocalDate.EPOCH).forEach(joins -> {
            long[] numbers = counts.computeIfAbsent(joins.state(), state -> new long[2]);
            numbers[0] += joins.joined();
            numbers[1] += joins.left();
        });
        return counts;
    }

    /** Those of places that were taken out too. */
    private List<String> statesOf(long code) {
        return jdbc.sql("select state from channel_group_place where code_id = :code and state is not null")
                .param("code", code)
                .query(String.class)
                .list();
    }

    private long count(String what, long code) {
        return jdbc.sql("select " + what + " from channel_group_scan where code_id = :code")
                .param("code", code)
                .query(Long.class)
                .single();
    }
}
