package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether an employee takes new customers: the operators' switch and their own, each with its history. */
@Component
public class Presence {

    private static final int TOKEN_LENGTH = 24;

    private final JdbcClient jdbc;
    private final Clock clock;

    Presence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One flip of a switch.
     *
     * @param own the employee's own switch, else the operators'
     * @param taking whether they take new customers since, as far as this switch goes
     */
    record Change(
            Instant at,
            boolean own,
            boolean taking,
            @Nullable String byName) {}

    /** By the random address that only the employee and the operators know. */
    public Optional<StaffMember> byToken(String token) {
        return jdbc.sql(StaffDirectory.SELECT + "where presence_token = :token")
                .param("token", token)
                .query(StaffDirectory::member)
                .optional();
    }

    /** Where an employee switches themselves on and off; a path. */
    @Transactional
    public String pageOf(StaffId staff) {
        jdbc.sql("update staff_member set presence_token = :token where id = :id and presence_token is null")
                .param("token", RandomCode.letters(TOKEN_LENGTH))
                .param("id", staff.value())
                .update();
        return "/staff/duty/"
                + jdbc.sql("select presence_token from staff_member where id = :id")
                        .param("id", staff.value())
                        .query(String.class)
                        .optional()
                        .orElseThrow(() -> DomainException.notFound("staff.not_found"));
    }

    /** The employee's own switch. */
    @Transactional
    public void switchOwn(StaffId staff, boolean taking, @Nullable String byName) {
        flip(
                "update staff_member set away = not :taking where id = :id and away = :taking",
                staff,
                true,
                taking,
                byName);
    }

    /** The operators' switch. */
    @Transactional
    public void switchByOperator(StaffId staff, boolean taking, @Nullable String byName) {
        flip(
                "update staff_member set on_duty = :taking where id = :id and on_duty <> :taking",
                staff,
                false,
                taking,
                byName);
    }

    private void flip(String update, StaffId staff, boolean own, boolean taking, @Nullable String byName) {
        KnownStaff.forget();
        int changed = jdbc.sql(update)
                .param("taking", taking)
                .param("id", staff.value())
                .update();
        if (changed == 1) {
            jdbc.sql("""
                    insert into staff_presence_change (staff_id, at, switch, taking, by_name)
                    values (:id, :at, :switch, :taking, :by)""")
                    .param("id", staff.value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("switch", own ? "OWN" : "OPERATOR")
                    .param("taking", taking)
                    .param("by", byName)
                    .update();
        }
    }

    /** The latest first. */
    List<Change> history(StaffId staff, int most) {
        return jdbc.sql("""
                select at, switch, taking, by_name from staff_presence_change
                where staff_id = :id order by id desc limit :most""")
                .param("id", staff.value())
                .param("most", most)
                .query((row, number) -> new Change(
                        row.getTimestamp("at").toInstant(),
                        row.getString("switch").equals("OWN"),
                        row.getBoolean("taking"),
                        row.getString("by_name")))
                .list();
    }
}
