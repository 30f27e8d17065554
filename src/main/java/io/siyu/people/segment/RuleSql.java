package io.siyu.people.segment;

import io.siyu.people.segment.Rule.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Writes a rule as a SQL condition over {@code customer_customer c}. Other segments are written out in full, so that a rule depends on
 * facts only and never on how far another segment has been brought up to date.
 */
final class RuleSql {

    private final Map<String, Object> parameters = new HashMap<>();
    private final LocalDate today;
    private final LongFunction<Rule> segments;

    private RuleSql(LocalDate today, LongFunction<Rule> segments) {
        this.today = today;
        this.segments = segments;
    }

    /** @param sql with named parameters that begin with {@code rule} */
    record Condition(String sql, Map<String, Object> parameters) {}

    /**
     * @param today the brand's day from which windows reach back
     * @param segments the rules of the segments that this one names
     */
    static Condition of(Rule rule, LocalDate today, LongFunction<Rule> segments) {
        RuleSql writer = new RuleSql(today, segments);
        String sql = writer.write(rule);
        return new Condition(sql, writer.parameters);
    }

    /** The figure that a window's number is compared with, as a SQL expression. */
    static Condition figure(Rule.Window window, LocalDate today) {
        RuleSql writer = new RuleSql(today, id -> window);
        String sql = writer.sum(window);
        return new Condition(sql, writer.parameters);
    }

    private String write(Rule rule) {
        return switch (rule) {
            case Rule.All(List<Rule> rules) -> group(rules, " and ");
            case Rule.Any(List<Rule> rules) -> group(rules, " or ");
            case Rule.Not(Rule inner) -> "not (" + write(inner) + ")";
            case Rule.Tagged(var tags) ->
                "exists (select 1 from tag_assignment a where a.customer_id = c.id and a.tag_id in ("
                        + bind(List.copyOf(tags)) + "))";
            case Rule.Window window ->
                sum(window) + " "
                        + (window.op() == Comparison.OTHER ? "<>" : window.op().sign()) + " " + bind(window.value());
            case Rule.Owned(var stores, var staff) -> owned(List.copyOf(stores), List.copyOf(staff));
            case Rule.Member(long segment) -> "(" + write(segments.apply(segment)) + ")";
            case Rule.Consents(var purpose) -> "not (" + bind(purpose.name()) + " = any(c.refuses))";
            case Rule.Bucket(int from, int to) -> "c.bucket between " + bind(from) + " and " + bind(to);
        };
    }

    private String group(List<Rule> rules, String glue) {
        return rules.stream().map(this::write).collect(Collectors.joining(glue, "(", ")"));
    }

    private String sum(Rule.Window window) {
        String column = window.measure() == Measure.COUNT ? "count" : "amount_fen";
        return "coalesce((select sum(d." + column + ") from timeline_day d where d.customer_id = c.id and d.type = "
                + bind(window.type()) + " and d.day > " + bind(today.minusDays(window.days())) + "), 0)";
    }

    private String owned(List<Long> stores, List<Long> staff) {
        List<String> parts = new ArrayList<>();
        if (!stores.isEmpty()) {
            parts.add("coalesce(c.owner_store_id in (" + bind(stores) + "), false)");
        }
        if (!staff.isEmpty()) {
            parts.add("coalesce(c.owner_staff_id in (" + bind(staff) + "), false)");
        }
        return "(" + String.join(" or ", parts) + ")";
    }

    private String bind(Object value) {
        String name = "rule" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
