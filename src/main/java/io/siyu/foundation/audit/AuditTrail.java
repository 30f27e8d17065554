package io.siyu.foundation.audit;

import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was written down, newest first, by whichever of person, action, subject and time is asked for. */
@Component
class AuditTrail {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private final JdbcClient jdbc;

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param name how the subject's name begins; of digits only, its id */
    record Question(
            @Nullable Long userId,
            String action,
            String kind,
            String objectId,
            String name,
            @Nullable Instant from,
            @Nullable Instant until) {}

    record Entry(
            long id,
            Instant at,
            @Nullable Long userId,
            String userName,
            String action,
            String kind,
            String objectId,
            @Nullable String objectName,
            @Nullable String before,
            @Nullable String after,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String requestId) {}

    record Person(long id, String name) {}

    Slice<Entry> find(Question question, @Nullable String after, int size) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        conditions(question, conditions, values);
        if (after != null) {
            place(after, conditions, values);
        }
        List<Entry> rows = jdbc.sql("select * from audit_entry where " + String.join(" and ", conditions)
                        + " order by at desc, id desc limit :limit")
                .params(values)
                .param("limit", size + 1)
                .query(AuditTrail::entry)
                .list();
        return Slice.of(rows, size, entry -> micros(entry.at()) + "-" + entry.id());
    }

    /** Everybody who ever changed something, by leaps over the index: as many steps as people, however many entries. */
    List<Person> people() {
        return jdbc.sql("""
                with recursive person as (
                    (select user_id, user_name from audit_entry where user_id is not null
                     order by user_id, at desc, id desc limit 1)
                    union all
                    select next.user_id, next.user_name from person, lateral (
                        select user_id, user_name from audit_entry where user_id > person.user_id
                        order by user_id, at desc, id desc limit 1) next)
                select user_id as id, user_name as name from person order by user_name, user_id""").query(Person.class).list();
    }

    /** Every action that ever happened, by the same leaps. */
    List<String> actions() {
        return jdbc.sql("""
                with recursive done as (
                    (select action from audit_entry order by action limit 1)
                    union all
                    select next.action from done, lateral (
                        select action from audit_entry where action > done.action order by action limit 1) next)
                select action from done""").query(String.class).list();
    }

    private static void conditions(Question question, List<String> conditions, Map<String, Object> values) {
        Map<String, Object> equal = new HashMap<>();
        equal.put("user_id", question.userId() == null ? "" : question.userId());
        equal.put("action", question.action());
        equal.put("kind", question.kind());
        equal.put("object_id", question.objectId());
        equal.forEach((column, value) -> {
            if (!value.equals("")) {
                conditions.add(column + " = :" + column);
                values.put(column, value);
            }
        });
        if (!question.name().isEmpty()) {
            boolean number = question.name().chars().allMatch(Character::isDigit);
            conditions.add(number ? "object_id = :name" : "lower(object_name) like :name");
            values.put("name", number ? question.name() : beginning(question.name()));
        }
        time("at >= :from", "from", question.from(), conditions, values);
        time("at < :until", "until", question.until(), conditions, values);
    }

    private static void time(
            String condition, String name, @Nullable Instant at, List<String> conditions, Map<String, Object> values) {
        if (at != null) {
            conditions.add(condition);
            values.put(name, at.atOffset(ZoneOffset.UTC));
        }
    }

    private static void place(String after, List<String> conditions, Map<String, Object> values) {
        Matcher place = PLACE.matcher(after);
        if (!place.matches()) {
            throw DomainException.invalid("after", "request.invalid");
        }
        long micros = Long.parseLong(place.group(1));
        conditions.add("(at, id) < (:placeAt, :placeId)");
        values.put(
                "placeAt",
                Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000)
                        .atOffset(ZoneOffset.UTC));
        values.put("placeId", Long.parseLong(place.group(2)));
    }

    private static String beginning(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("user_id", Long.class),
                row.getString("user_name"),
                row.getString("action"),
                row.getString("kind"),
                row.getString("object_id"),
                row.getString("object_name"),
                row.getString("before"),
                row.getString("after"),
                row.getString("address"),
                row.getString("user_agent"),
                row.getString("request_id"));
    }
}
