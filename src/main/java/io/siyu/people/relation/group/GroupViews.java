package io.siyu.people.relation.group;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.BrandZone;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups as operators see them: those whose owner is within their scope. */
@Component
class GroupViews {

    private static final String GROUPS = """
            select g.*, m.id as staff_id, m.name as owner_name, m.active as owner_active, s.id as store_id, s.name as store_name
            from relation_group g left join staff_member m on m.wecom_user_id = g.owner_user_id
            left join staff_store s on s.id = m.store_id\s""";

    private static final String MATCHING = """
             and (:q = '' or lower(g.name) like :like)
             and (:staff::bigint is null or m.id = :staff) and (:store::bigint is null or m.store_id = :store)
             and (:state::text is null or :state = case when g.dissolved_at is not null then 'DISSOLVED'
                 when m.id is null or not m.active then 'OWNERLESS' else 'LIVING' end)\s""";

    private final JdbcClient jdbc;
    private final BrandZone zone;

    GroupViews(JdbcClient jdbc, BrandZone zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    enum State {
        LIVING,
        /** Its owner left the corporation. */
        OWNERLESS,
        DISSOLVED
    }

    record Wanted(
            @Nullable String q,
            @Nullable Long ownerStaffId,
            @Nullable Long storeId,
            @Nullable State state) {}

    /** @param readAt when we last asked the platform; absent: not yet */
    record Line(
            long id,
            String chatId,
            String name,
            @Nullable Long ownerStaffId,
            @Nullable String ownerName,
            @Nullable Long storeId,
            @Nullable String storeName,
            int members,
            int customers,
            State state,
            Instant createdAt,
            @Nullable Instant dissolvedAt,
            @Nullable Instant readAt) {}

    /** @param customerId absent: nobody we know, or somebody outside of the scope */
    record Member(
            String userId,
            boolean external,
            @Nullable Long customerId,
            @Nullable String name,
            Instant joinedAt,
            int joinScene) {}

    record Day(LocalDate day, long joined, long left) {}

    Slice<Line> list(Wanted wanted, DataScope scope, long below, int size) {
        Predicates.Predicate visible = Predicates.of(scope, "m.id", "m.store_id");
        List<Line> lines = jdbc.sql(GROUPS + "where g.id < :below and " + visible.sql() + " " + MATCHING
                        + "order by g.id desc limit :limit")
                .params(visible.parameters())
                .params(parameters(wanted))
                .param("below", below)
                .param("limit", size + 1)
                .query(GroupViews::line)
                .list();
        return Slice.of(lines, size, line -> Long.toString(line.id()));
    }

    long count(Wanted wanted, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "m.id", "m.store_id");
        return jdbc.sql("select count(*) from (" + GROUPS + "where " + visible.sql() + " " + MATCHING + ") found")
                .params(visible.parameters())
                .params(parameters(wanted))
                .query(Long.class)
                .single();
    }

    private static Map<String, @Nullable Object> parameters(Wanted wanted) {
        String q = wanted.q() == null ? "" : wanted.q().strip().toLowerCase(Locale.ROOT);
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("q", q);
        parameters.put("like", "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        parameters.put("staff", wanted.ownerStaffId());
        parameters.put("store", wanted.storeId());
        parameters.put("state", wanted.state() == null ? null : wanted.state().name());
        return parameters;
    }

    Optional<Line> find(long id, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "m.id", "m.store_id");
        return jdbc.sql(GROUPS + "where g.id = :id and " + visible.sql())
                .params(visible.parameters())
                .param("id", id)
                .query(GroupViews::line)
                .optional();
    }

    /** Who is in it, the latest first; of customers outside of the scope only that they are there. */
    Slice<Member> members(long id, DataScope scope, int offset, int size) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        List<Member> members = jdbc.sql("""
                select m.user_id, m.external, m.joined_at, m.join_scene, c.id as customer_id, coalesce(s.name, c.name) as name
                from relation_group_member m
                left join staff_member s on not m.external and s.wecom_user_id = m.user_id
                left join customer_identity known on m.external and known.type = 'EXTERNAL_USERID' and known.app_id = ''
                    and known.key = m.user_id
                left join customer_customer c on c.id = known.customer_id and %s
                where m.group_id = :id and m.left_at is null
                order by m.external, m.joined_at desc, m.user_id offset :offset limit :limit""".formatted(visible.sql()))
                .params(visible.parameters())
                .param("id", id)
                .param("offset", offset)
                .param("limit", size + 1)
                .query((row, number) -> new Member(
                        row.getString("user_id"),
                        row.getBoolean("external"),
                        row.getObject("customer_id", Long.class),
                        row.getString("name"),
                        at(row, "joined_at"),
                        row.getInt("join_scene")))
                .list();
        return Slice.of(members, size, member -> Integer.toString(offset + size));
    }

    /** How many customers came and went on each of the last days. */
    List<Day> days(long id, LocalDate today, int days) {
        return jdbc.sql("""
                select day::date as day,
                    (select count(*) from relation_group_member where group_id = :id and external
                        and (joined_at at time zone :zone)::date = day) as joined,
                    (select count(*) from relation_group_member where group_id = :id and external
                        and (left_at at time zone :zone)::date = day) as left
                from generate_series(:from::date, :today::date, interval '1 day') day order by day""")
                .param("id", id)
                .param("zone", zone.zone().getId())
                .param("from", today.minusDays(days - 1L))
                .param("today", today)
                .query(Day.class)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        OffsetDateTime dissolved = row.getObject("dissolved_at", OffsetDateTime.class);
        OffsetDateTime read = row.getObject("read_at", OffsetDateTime.class);
        return new Line(
                row.getLong("id"),
                row.getString("chat_id"),
                row.getString("name"),
                row.getObject("staff_id", Long.class),
                row.getString("owner_name"),
                row.getObject("store_id", Long.class),
                row.getString("store_name"),
                row.getInt("members"),
                row.getInt("customers"),
                state(dissolved != null, row.getBoolean("owner_active")),
                at(row, "created_at"),
                dissolved == null ? null : dissolved.toInstant(),
                read == null ? null : read.toInstant());
    }

    private static State state(boolean dissolved, boolean owned) {
        if (dissolved) {
            return State.DISSOLVED;
        }
        return owned ? State.LIVING : State.OWNERLESS;
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
