package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads friendships. */
@Component
class FollowRows {

    private final JdbcClient jdbc;

    FollowRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Follow> find(CustomerId customer, StaffId staff) {
        return jdbc.sql("select * from relation_follow where customer_id = :customer and staff_id = :staff")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .query(FollowRows::map)
                .optional();
    }

    /** Until the caller's transaction ends; nothing where the two never were friends. */
    void lock(CustomerId customer, StaffId staff) {
        jdbc.sql("select id from relation_follow where customer_id = :customer and staff_id = :staff for update")
                .param("customer", customer.value())
                .param("staff", staff.value())
                .query(Long.class)
                .optional();
    }

    /** Friends first, the oldest first. */
    List<Follow> of(CustomerId customer) {
        return jdbc.sql("""
                select * from relation_follow where customer_id = :customer
                order by state <> 'FOLLOWING', first_added_at, staff_id""")
                .param("customer", customer.value())
                .query(FollowRows::map)
                .list();
    }

    List<Observation> transitions(long followId) {
        return jdbc.sql("select * from relation_transition where follow_id = :follow order by at, kind")
                .param("follow", followId)
                .query((row, number) -> new Observation(
                        Observation.Kind.valueOf(row.getString("kind")),
                        instant(row, "at"),
                        new AddedBy(row.getInt("add_way"), row.getString("state"))))
                .list();
    }

    private static Follow map(ResultSet row, int number) throws SQLException {
        return new Follow(
                new CustomerId(row.getLong("customer_id")),
                new StaffId(row.getLong("staff_id")),
                new RelationKey(row.getString("wecom_userid"), row.getString("external_userid")),
                FollowState.valueOf(row.getString("state")),
                instant(row, "first_added_at"),
                new AddedBy(row.getInt("first_add_way"), row.getString("first_state")),
                instant(row, "added_at"),
                new AddedBy(row.getInt("latest_add_way"), row.getString("latest_state")),
                instantOrNull(row, "ended_at"),
                row.getInt("reopened"),
                row.getString("remark"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
