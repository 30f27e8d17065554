package io.siyu.reach.outreach;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Touches as operators read them. */
@Component
class TouchViews {

    private static final String COLUMNS = """
            select t.id, t.customer_id, t.staff_id, t.kind, t.purpose, t.content, t.reason, t.state, t.suppressed_reason,
                t.evidence::text as evidence, t.planned_at, t.due_at, t.sent_at, t.finished_at from outreach_touch t\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final MessageSource texts;
    private final Clock clock;
    private final BrandZone zone;

    TouchViews(
            JdbcClient jdbc,
            JsonMapper json,
            CustomerDirectory customers,
            StaffDirectory staff,
            MessageSource texts,
            Clock clock,
            BrandZone zone) {
        this.jdbc = jdbc;
        this.json = json;
        this.customers = customers;
        this.staff = staff;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    enum State {
        PLANNED,
        SENDING,
        SENT,
        DONE,
        SKIPPED,
        SUPPRESSED,
        LATE,
        FAILED,
        UNKNOWN
    }

    /** @param why a sentence: what made it go out, or what held it back */
    record TouchRow(
            long id,
            long customerId,
            @Nullable String customerName,
            @Nullable Long staffId,
            @Nullable String staffName,
            String kind,
            String purpose,
            String content,
            String reason,
            String state,
            @Nullable String suppressedReason,
            String why,
            Map<String, Object> evidence,
            Instant plannedAt,
            Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt) {}

    record Completion(long staffId, @Nullable String staffName, int total, int done, int skipped, int open) {}

    record Suppression(String reason, String text, int count) {}

    record Suppressions(LocalDate day, Instant asOf, List<Suppression> items) {}

    private record Raw(
            long id,
            CustomerId customer,
            @Nullable Long staffId,
            String kind,
            String purpose,
            String content,
            String reason,
            String state,
            @Nullable String suppressedReason,
            String evidence,
            Instant plannedAt,
            Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt) {}

    Slice<TouchRow> touches(
            DataScope scope,
            Touch.Kind kind,
            Set<State> states,
            @Nullable Long staffId,
            @Nullable Long after,
            int size,
            Locale locale) {
        List<Raw> rows = sought(
                        COLUMNS, " and t.id < :after order by t.id desc limit :limit", scope, kind, states, staffId)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query(TouchViews::raw)
                .list();
        return named(rows, size, locale);
    }

    long count(DataScope scope, Touch.Kind kind, Set<State> states, @Nullable Long staffId) {
        return sought("select count(*) from outreach_touch t ", "", scope, kind, states, staffId)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec sought(
            String select, String rest, DataScope scope, Touch.Kind kind, Set<State> states, @Nullable Long staffId) {
        Predicates.Predicate visible = Predicates.of(scope, "t.staff_id", "t.store_id");
        return jdbc.sql(select + """
                where t.kind = :kind and (:any or t.state in (:states))
                  and (:staff::bigint is null or t.staff_id = :staff) and\s""" + visible.sql() + rest)
                .param("kind", kind.name())
                .param("any", states.isEmpty())
                .param(
                        "states",
                        (states.isEmpty() ? EnumSet.allOf(State.class) : states)
                                .stream().map(Enum::name).toList())
                .param("staff", staffId)
                .params(visible.parameters());
    }

    Slice<TouchRow> ofCustomer(CustomerId customer, @Nullable Long after, int size, Locale locale) {
        List<Raw> rows = jdbc.sql(
                        COLUMNS + "where t.customer_id = :customer and t.id < :after order by t.id desc limit :limit")
                .param("customer", customers.survivor(customer).value())
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", size + 1)
                .query(TouchViews::raw)
                .list();
        return named(rows, size, locale);
    }

    List<Completion> completion(DataScope scope, int days) {
        Predicates.Predicate visible = Predicates.of(scope, "t.staff_id", "t.store_id");
        Map<Long, String> names = names();
        return jdbc.sql("""
                select t.staff_id, count(*) as total, count(*) filter (where t.state = 'DONE') as done,
                    count(*) filter (where t.state = 'SKIPPED') as skipped,
                    count(*) filter (where t.state in ('PLANNED', 'SENDING', 'SENT', 'UNKNOWN')) as open
                from outreach_touch t
                where t.kind = 'GUIDE_TASK' and t.staff_id is not null and t.state <> 'SUPPRESSED'
                  and t.planned_at >= :since and\s""" + visible.sql() + " group by t.staff_id order by total desc")
                .param("since", clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                .params(visible.parameters())
                .query((row, number) -> new Completion(
                        row.getLong("staff_id"),
                        names.get(row.getLong("staff_id")),
                        row.getInt("total"),
                        row.getInt("done"),
                        row.getInt("skipped"),
                        row.getInt("open")))
                .list();
    }

    Suppressions suppressionsToday(DataScope scope, Locale locale) {
        LocalDate today = zone.dateOf(clock.instant());
        // Held back before a guide was found, so they belong to no store: only who sees everybody sees them.
        Predicates.Predicate visible = Predicates.of(scope, "t.staff_id", "t.store_id");
        List<Suppression> items = jdbc.sql("""
                select t.suppressed_reason as reason, count(*) as count from outreach_touch t
                where t.state = 'SUPPRESSED' and t.planned_at >= :since and\s""" + visible.sql() + " group by t.suppressed_reason order by count desc")
                .param("since", zone.startOf(today).atOffset(ZoneOffset.UTC))
                .params(visible.parameters())
                .query((row, number) -> new Suppression(
                        row.getString("reason"), text(row.getString("reason"), locale), row.getInt("count")))
                .list();
        return new Suppressions(today, clock.instant(), items);
    }

    private Slice<TouchRow> named(List<Raw> rows, int size, Locale locale) {
        Map<CustomerId, CustomerCard> cards =
                customers.cards(rows.stream().map(Raw::customer).collect(Collectors.toSet()));
        Map<Long, String> names = names();
        List<TouchRow> named =
                rows.stream().map(row -> view(row, cards, names, locale)).toList();
        return Slice.of(named, size, row -> Long.toString(row.id()));
    }

    private TouchRow view(Raw raw, Map<CustomerId, CustomerCard> cards, Map<Long, String> names, Locale locale) {
        CustomerCard card = cards.get(raw.customer());
        String suppressed = raw.suppressedReason();
        return new TouchRow(
                raw.id(),
                raw.customer().value(),
                card == null ? null : card.name(),
                raw.staffId(),
                raw.staffId() == null ? null : names.get(raw.staffId()),
                raw.kind(),
                raw.purpose(),
                raw.content(),
                raw.reason(),
                raw.state(),
                suppressed,
                suppressed == null ? raw.reason() : text(suppressed, locale),
                evidence(raw.evidence()),
                raw.plannedAt(),
                raw.dueAt(),
                raw.sentAt(),
                raw.finishedAt());
    }

    private Map<Long, String> names() {
        return staff.all().stream().collect(Collectors.toMap(one -> one.id().value(), StaffMember::name, (a, b) -> a));
    }

    private String text(String code, Locale locale) {
        String text = texts.getMessage(code, null, code, locale);
        return text == null ? code : text;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> evidence(String stored) {
        return json.readValue(stored, Map.class);
    }

    private static Raw raw(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        Function<java.sql.@Nullable Timestamp, @Nullable Instant> instant = at -> at == null ? null : at.toInstant();
        return new Raw(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                row.getObject("staff_id", Long.class),
                row.getString("kind"),
                row.getString("purpose"),
                row.getString("content"),
                row.getString("reason"),
                row.getString("state"),
                row.getString("suppressed_reason"),
                row.getString("evidence"),
                row.getTimestamp("planned_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                instant.apply(row.getTimestamp("sent_at")),
                instant.apply(row.getTimestamp("finished_at")));
    }
}
