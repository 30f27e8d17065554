package io.siyu.people.segment;

import io.siyu.people.segment.RuleSql.Condition;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.shared.CustomerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Why somebody is in a segment or not: the rule, each part of it with its answer and what was found. */
@Component
class Why {

    private final JdbcClient jdbc;
    private final SegmentRows rows;

    Why(JdbcClient jdbc, SegmentRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * One part of the rule.
     *
     * @param kind {@code all}, {@code any}, {@code not}, or a leaf's key
     * @param rule the leaf as it is written; absent for groups
     * @param found what the person has: {@code {"figure":3}}, {@code {"tags":[…]}}, {@code {"storeId","staffId"}},
     *     {@code {"bucket":n}}; absent where the answer says it all
     * @param name of the segment that a leaf names
     */
    record Part(
            String kind,
            boolean holds,
            @Nullable ObjectNode rule,
            @Nullable Map<String, Object> found,
            @Nullable String name,
            List<Part> parts) {}

    Part of(Segment segment, CustomerId customer) {
        return part(segment.rule(), customer, rows.day());
    }

    private Part part(Rule rule, CustomerId customer, LocalDate day) {
        return switch (rule) {
            case Rule.All(List<Rule> rules) -> {
                List<Part> parts =
                        rules.stream().map(one -> part(one, customer, day)).toList();
                yield new Part("all", parts.stream().allMatch(Part::holds), null, null, null, parts);
            }
            case Rule.Any(List<Rule> rules) -> {
                List<Part> parts =
                        rules.stream().map(one -> part(one, customer, day)).toList();
                yield new Part("any", parts.stream().anyMatch(Part::holds), null, null, null, parts);
            }
            case Rule.Not(Rule inner) -> {
                Part part = part(inner, customer, day);
                yield new Part("not", !part.holds(), null, null, null, List.of(part));
            }
            case Rule.Member(long id) -> {
                Part part = part(rows.ruleOf(id), customer, day);
                String name = rows.find(id).map(Segment::name).orElse("");
                yield new Part("segment", part.holds(), RuleText.write(rule), null, name, List.of(part));
            }
            default -> leaf(rule, customer, day);
        };
    }

    private Part leaf(Rule rule, CustomerId customer, LocalDate day) {
        ObjectNode written = RuleText.write(rule);
        return new Part(
                written.propertyNames().iterator().next(),
                holds(rule, customer, day),
                written,
                found(rule, customer, day),
                null,
                List.of());
    }

    private boolean holds(Rule rule, CustomerId customer, LocalDate day) {
        Condition condition = RuleSql.of(rule, day, rows::ruleOf);
        return jdbc.sql(
                        "select exists (select 1 from customer_customer c where c.id = :customer and c.merged_into is null"
                                + " and (" + condition.sql() + "))")
                .param("customer", customer.value())
                .params(condition.parameters())
                .query(Boolean.class)
                .single();
    }

    private @Nullable Map<String, Object> found(Rule rule, CustomerId customer, LocalDate day) {
        return switch (rule) {
            case Rule.Window window -> {
                Condition figure = RuleSql.figure(window, day);
                yield jdbc.sql("select " + figure.sql() + " from customer_customer c where c.id = :customer")
                        .param("customer", customer.value())
                        .params(figure.parameters())
                        .query(Long.class)
                        .optional()
                        .map(sum -> Map.<String, Object>of("figure", sum))
                        .orElse(null);
            }
            case Rule.Tagged(var tags) -> Map.of("tags", carried(List.copyOf(tags), customer));
            case Rule.Owned owned ->
                one("select owner_store_id as \"storeId\", owner_staff_id as \"staffId\"", customer);
            case Rule.Bucket bucket -> one("select bucket", customer);
            default -> null;
        };
    }

    private List<String> carried(List<Long> tags, CustomerId customer) {
        return jdbc.sql("""
                select t.name from tag_assignment a join tag_tag t on t.id = a.tag_id
                where a.customer_id = :customer and a.tag_id in (:tags) order by t.id""")
                .param("customer", customer.value())
                .param("tags", tags)
                .query(String.class)
                .list();
    }

    private Map<String, Object> one(String select, CustomerId customer) {
        Map<String, Object> found = new TreeMap<>();
        jdbc
                .sql(select + " from customer_customer c where c.id = :customer")
                .param("customer", customer.value())
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .ifPresent(row -> row.forEach((key, value) -> {
                    if (value != null) {
                        found.put(key, value);
                    }
                }));
        return found;
    }
}
