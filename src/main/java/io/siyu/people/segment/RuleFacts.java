package io.siyu.people.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** What can be told from a rule alone: its leaves, what it depends on, which segments it names. */
final class RuleFacts {

    private RuleFacts() {}

    static String tag(long id) {
        return "tag:" + id;
    }

    static String activity(String type) {
        return "activity:" + type;
    }

    static final String OWNER = "owner";
    static final String CONSENT = "consent";
    /** On every segment: a new person, or one who was merged, is looked at afresh. */
    static final String PERSON = "person";

    /** In the order in which they are written; other segments stay leaves. */
    static List<Rule> leaves(Rule rule) {
        return switch (rule) {
            case Rule.All(List<Rule> rules) ->
                rules.stream().flatMap(one -> leaves(one).stream()).toList();
            case Rule.Any(List<Rule> rules) ->
                rules.stream().flatMap(one -> leaves(one).stream()).toList();
            case Rule.Not(Rule inner) -> leaves(inner);
            default -> List.of(rule);
        };
    }

    /** The segments that the rule itself names. */
    static Set<Long> segments(Rule rule) {
        Set<Long> ids = new TreeSet<>();
        for (Rule leaf : leaves(rule)) {
            if (leaf instanceof Rule.Member(long id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** All leaves with the segments it names written out. */
    static List<Rule> expanded(Rule rule, LongFunction<Rule> segments) {
        List<Rule> all = new ArrayList<>();
        for (Rule leaf : leaves(rule)) {
            if (leaf instanceof Rule.Member(long id)) {
                all.addAll(expanded(segments.apply(id), segments));
            } else {
                all.add(leaf);
            }
        }
        return all;
    }

    static List<Rule.Window> windows(Rule rule, LongFunction<Rule> segments) {
        return expanded(rule, segments).stream()
                .filter(Rule.Window.class::isInstance)
                .map(Rule.Window.class::cast)
                .toList();
    }

    /** What may change a person's membership, as the followers of the streams name it. */
    static Set<String> depends(Rule rule, LongFunction<Rule> segments) {
        Set<String> keys = new TreeSet<>();
        keys.add(PERSON);
        for (Rule leaf : expanded(rule, segments)) {
            switch (leaf) {
                case Rule.Tagged(var tags) -> tags.forEach(id -> keys.add(tag(id)));
                case Rule.Window window -> keys.add(activity(window.type()));
                case Rule.Owned owned -> keys.add(OWNER);
                case Rule.Consents consents -> keys.add(CONSENT);
                default -> {
                    // A bucket never changes.
                }
            }
        }
        return keys;
    }
}
