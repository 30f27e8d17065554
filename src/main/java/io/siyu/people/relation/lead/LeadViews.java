package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.relation.lead.LeadWords.Words;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leads as operators and guides see them; the numbers masked. */
@Component
class LeadViews {

    private static final int EARLIEST = 2000;
    private static final int LATEST = 2100;

    private static final String SELECT = """
            select l.*, b.name as batch_name, b.link, p.last_four, m.name as staff_name, s.name as store_name, c.name as converted_name
            from relation_lead l join relation_lead_batch b on b.id = l.batch_id
            join relation_lead_phone p on p.id = l.phone_id
            left join staff_member m on m.id = l.staff_id
            left join staff_store s on s.id = l.store_id
            left join staff_member c on c.id = l.converted_staff_id\s""";

    private final JdbcClient jdbc;
    private final LeadPhones phones;
    private final LeadWords words;

    LeadViews(JdbcClient jdbc, LeadPhones phones, LeadWords words) {
        this.jdbc = jdbc;
        this.phones = phones;
        this.words = words;
    }

    /** How far a lead is. */
    enum State {
        POOL,
        ASSIGNED,
        CONTACTED,
        CONVERTED,
        CLOSED
    }

    /** @param due those to be called on this day or before */
    record Wanted(
            @Nullable Long batchId,
            @Nullable State state,
            @Nullable Long staffId,
            @Nullable Long storeId,
            @Nullable LocalDate due,
            @Nullable String q) {

        Wanted {
            requireDay("due", due);
        }
    }

    /** A day of our times: the database knows fewer than Java. */
    static void requireDay(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < EARLIEST || day.getYear() > LATEST)) {
            throw DomainException.invalid(field, "lead.day_invalid");
        }
    }

    /**
     * @param name masked, as remark and own columns are, unless the reader may see numbers or is to call
     * @param maskedPhone absent when it was erased
     * @param invitation the list's link made out to this person, where there is one and the reader may read the name
     */
    record Line(
            long id,
            String name,
            @Nullable String maskedPhone,
            long batchId,
            String batchName,
            String source,
            String remark,
            Map<String, String> own,
            State state,
            @Nullable String closeReason,
            @Nullable Long staffId,
            @Nullable String staffName,
            @Nullable Long storeId,
            @Nullable String storeName,
            Instant createdAt,
            @Nullable Instant assignedAt,
            @Nullable Instant touchedAt,
            int attempts,
            @Nullable String lastOutcome,
            @Nullable LocalDate nextOn,
            @Nullable Instant convertedAt,
            @Nullable String convertedBy,
            @Nullable String convertedName,
            @Nullable Long customerId,
            @Nullable String invitation) {}

    private record Condition(String sql, Map<String, Object> parameters) {}

    /** Newest first. */
    List<Line> find(Wanted wanted, Operator who, long below, int limit) {
        Condition condition = condition(wanted, who.scope());
        return jdbc.sql(SELECT + "where l.id < :below and " + condition.sql() + " order by l.id desc limit :limit")
                .params(condition.parameters())
                .param("below", below)
                .param("limit", limit)
                .query((row, number) -> line(row, who))
                .list();
    }

    /** What one guide has to do: appointments that are due, the oldest first, then whoever waits for the longest. */
    List<Line> toCall(long staff, LocalDate today, Operator who, long offset, int limit) {
        return jdbc.sql(SELECT + """
                where l.staff_id = :staff and l.state in ('ASSIGNED', 'CONTACTED')
                order by case when l.next_on <= :today then l.next_on end nulls last, l.assigned_at, l.id
                offset :offset limit :limit""")
                .param("staff", staff)
                .param("today", today)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> line(row, who))
                .list();
    }

    long toCall(long staff) {
        return jdbc.sql(
                        "select count(*) from relation_lead where staff_id = :staff and state in ('ASSIGNED', 'CONTACTED')")
                .param("staff", staff)
                .query(Long.class)
                .single();
    }

    long count(Wanted wanted, DataScope scope) {
        Condition condition = condition(wanted, scope);
        return jdbc.sql("""
                select count(*) from relation_lead l join relation_lead_phone p on p.id = l.phone_id where\s""" + condition.sql())
                .params(condition.parameters())
                .query(Long.class)
                .single();
    }

    Optional<Line> one(long id, Operator who) {
        Predicates.Predicate visible = Predicates.of(who.scope(), "l.staff_id", "l.store_id");
        return jdbc.sql(SELECT + "where l.id = :id and " + visible.sql())
                .params(visible.parameters())
                .param("id", id)
                .query((row, number) -> line(row, who))
                .optional();
    }

    private Condition condition(Wanted wanted, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "l.staff_id", "l.store_id");
        List<String> conditions = new ArrayList<>(List.of(visible.sql()));
        Map<String, Object> parameters = new HashMap<>(visible.parameters());
        equal("l.batch_id", "batch", wanted.batchId(), conditions, parameters);
        State state = wanted.state();
        equal("l.state", "state", state == null ? null : state.name(), conditions, parameters);
        equal("l.staff_id", "staff", wanted.staffId(), conditions, parameters);
        equal("l.store_id", "store", wanted.storeId(), conditions, parameters);
        LocalDate due = wanted.due();
        if (due != null) {
            conditions.add("l.state in ('ASSIGNED', 'CONTACTED') and l.next_on <= :due");
            parameters.put("due", due);
        }
        String words = wanted.q();
        if (words != null && !words.isBlank()) {
            conditions.add(matching(words.strip(), parameters));
        }
        return new Condition(String.join(" and ", conditions), parameters);
    }

    private static void equal(
            String column,
            String name,
            @Nullable Object value,
            List<String> conditions,
            Map<String, Object> parameters) {
        if (value != null) {
            conditions.add(column + " = :" + name);
            parameters.put(name, value);
        }
    }

    /** A whole number, the last four digits of one, or a whole name. */
    private String matching(String asked, Map<String, Object> parameters) {
        Optional<String> phone = PhoneNumber.of(asked);
        if (phone.isPresent()) {
            parameters.put("keys", phones.keysOf(phone.get()));
            return "p.key in (:keys) and p.sealed is not null";
        }
        if (asked.matches("\\d{4}")) {
            parameters.put("lastFour", asked);
            return "p.last_four = :lastFour";
        }
        parameters.put("names", words.keysOf(asked));
        parameters.put("name", asked);
        return "(l.name_key in (:names) or l.name = :name)";
    }

    private Line line(ResultSet row, Operator who) throws SQLException {
        Words told = words.of(row);
        boolean readable = readable(row.getObject("staff_id", Long.class), who);
        Words shown = readable ? told : told.masked();
        String lastFour = row.getString("last_four");
        return new Line(
                row.getLong("id"),
                shown.name(),
                lastFour == null ? null : "***" + lastFour,
                row.getLong("batch_id"),
                row.getString("batch_name"),
                row.getString("source"),
                shown.remark(),
                shown.own(),
                State.valueOf(row.getString("state")),
                row.getString("close_reason"),
                row.getObject("staff_id", Long.class),
                row.getString("staff_name"),
                row.getObject("store_id", Long.class),
                row.getString("store_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "assigned_at"),
                instant(row, "touched_at"),
                row.getInt("attempts"),
                row.getString("last_outcome"),
                row.getObject("next_on", LocalDate.class),
                instant(row, "converted_at"),
                row.getString("converted_by"),
                row.getString("converted_name"),
                row.getObject("customer_id", Long.class),
                readable ? Invitations.link(row.getString("link"), row.getString("invitation")) : null);
    }

    /** For whoever may see numbers, and for the guide who is to call. */
    private static boolean readable(@Nullable Long holder, Operator who) {
        boolean own = holder != null && holder.equals(who.staffIdValue());
        return (own || who.may("customer.phone")) && !who.exportFrozen();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
