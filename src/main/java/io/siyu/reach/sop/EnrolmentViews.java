package io.siyu.reach.sop;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who is in a plan, where they stand and why, for operators. */
@Component
class EnrolmentViews {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CustomerDirectory customers;
    private final MessageSource texts;

    EnrolmentViews(JdbcClient jdbc, JsonMapper json, CustomerDirectory customers, MessageSource texts) {
        this.jdbc = jdbc;
        this.json = json;
        this.customers = customers;
        this.texts = texts;
    }

    /** @param result why it was held back or failed, in words */
    record Done(
            Step step,
            int visit,
            String state,
            @Nullable String result,
            @Nullable Instant at) {}

    /** @param reason why they entered */
    record EnrolmentRow(
            long id,
            long customerId,
            @Nullable String customerName,
            int version,
            String state,
            String stepId,
            @Nullable Instant dueAt,
            String reason,
            Instant enteredAt,
            @Nullable Instant finishedAt,
            @Nullable String exitReason,
            List<Done> effects) {}

    record Counts(long active, long completed, long exited) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    private record Raw(
            long id,
            CustomerId customer,
            int version,
            String state,
            String stepId,
            @Nullable Instant dueAt,
            String reason,
            Instant enteredAt,
            @Nullable Instant finishedAt,
            @Nullable String exitReason) {}

    private record OfEnrolment(long enrolmentId, Done done) {}

    private record OfPlan(long planId, Counts counts) {}

    Slice<EnrolmentRow> of(
            long planId, DataScope scope, @Nullable String state, @Nullable Long after, int size, Locale locale) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        List<Raw> rows = jdbc.sql("""
                select e.id, e.customer_id, e.version, e.state, e.step_id, t.due_at, e.reason, e.entered_at, e.finished_at,
                    e.exit_reason
                from sop_enrolment e left join sop_timer t on t.enrolment_id = e.id
                left join customer_customer c on c.id = e.customer_id
                where e.plan_id = :plan and e.id < :after and (:state::text is null or e.state = :state) and\s""" + visible.sql() + " order by e.id desc limit :limit")
                .param("plan", planId)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("state", state)
                .params(visible.parameters())
                .param("limit", size + 1)
                .query(EnrolmentViews::raw)
                .list();
        Map<CustomerId, CustomerCard> cards =
                customers.cards(rows.stream().map(Raw::customer).collect(Collectors.toSet()));
        Map<Long, List<Done>> effects = effects(rows.stream().map(Raw::id).toList(), locale);
        List<EnrolmentRow> named = rows.stream()
                .map(row -> view(row, cards.get(row.customer()), effects.getOrDefault(row.id(), List.of()), locale))
                .toList();
        return Slice.of(named, size, row -> Long.toString(row.id()));
    }

    Map<Long, Counts> counts(Collection<Long> planIds) {
        if (planIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                select plan_id, count(*) filter (where state = 'ACTIVE') as active,
                    count(*) filter (where state = 'COMPLETED') as completed, count(*) filter (where state = 'EXITED') as exited
                from sop_enrolment where plan_id in (:plans) group by plan_id""")
                .param("plans", planIds)
                .query((row, number) -> new OfPlan(
                        row.getLong("plan_id"),
                        new Counts(row.getLong("active"), row.getLong("completed"), row.getLong("exited"))))
                .list()
                .stream()
                .collect(Collectors.toMap(OfPlan::planId, OfPlan::counts));
    }

    private Map<Long, List<Done>> effects(List<Long> enrolments, Locale locale) {
        if (enrolments.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                select enrolment_id, step::text as step, visit, state, result, finished_at from sop_effect
                where enrolment_id in (:ids) order by id""")
                .param("ids", enrolments)
                .query((row, number) -> new OfEnrolment(row.getLong("enrolment_id"), done(row, locale)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        OfEnrolment::enrolmentId, Collectors.mapping(OfEnrolment::done, Collectors.toList())));
    }

    private Done done(ResultSet row, Locale locale) throws SQLException {
        String state = row.getString("state");
        boolean explained = state.equals("SUPPRESSED") || state.equals("FAILED") || state.equals("CANCELLED");
        String result = row.getString("result");
        return new Done(
                json.readValue(row.getString("step"), Step.class),
                row.getInt("visit"),
                state,
                explained && result != null ? text(result, locale) : null,
                instant(row, "finished_at"));
    }

    private EnrolmentRow view(Raw raw, @Nullable CustomerCard card, List<Done> effects, Locale locale) {
        return new EnrolmentRow(
                raw.id(),
                raw.customer().value(),
                card == null ? null : card.name(),
                raw.version(),
                raw.state(),
                raw.stepId(),
                raw.dueAt(),
                raw.reason(),
                raw.enteredAt(),
                raw.finishedAt(),
                raw.exitReason() == null ? null : text(raw.exitReason(), locale),
                effects);
    }

    String text(String code, Locale locale) {
        String text = texts.getMessage(code, null, code, locale);
        return text == null ? code : text;
    }

    private static Raw raw(ResultSet row, int number) throws SQLException {
        return new Raw(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                row.getInt("version"),
                row.getString("state"),
                row.getString("step_id"),
                instant(row, "due_at"),
                row.getString("reason"),
                row.getTimestamp("entered_at").toInstant(),
                instant(row, "finished_at"),
                row.getString("exit_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column) == null
                ? null
                : row.getTimestamp(column).toInstant();
    }
}
