package io.siyu.people.segment;

import io.siyu.people.customer.Purpose;
import io.siyu.people.segment.Rule.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Rules as random as operators'. */
final class RandomRules {

    static final List<String> TYPES = List.of("order.paid", "coupon.used", "scan");

    private final Random random;
    private final long tags;
    private final long stores;
    private final long staff;
    private final List<Long> segments = new ArrayList<>();
    private long firstTag = 1;

    RandomRules(Random random, long tags, long stores, long staff) {
        this.random = random;
        this.tags = tags;
        this.stores = stores;
        this.staff = staff;
    }

    void tagsFrom(long first) {
        firstTag = first;
    }

    /** May be named by rules from now on. */
    void offer(long segment) {
        segments.add(segment);
    }

    Rule any() {
        return rule(4);
    }

    private Rule rule(int depth) {
        int choice = random.nextInt(depth > 0 ? 10 : 5);
        return switch (choice) {
            case 5, 6 -> new Rule.All(several(depth - 1));
            case 7, 8 -> new Rule.Any(several(depth - 1));
            case 9 -> new Rule.Not(rule(depth - 1));
            default -> leaf();
        };
    }

    private List<Rule> several(int depth) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            rules.add(rule(depth));
        }
        return rules;
    }

    private Rule leaf() {
        return switch (random.nextInt(segments.isEmpty() ? 6 : 7)) {
            case 0, 1 -> new Rule.Tagged(ids(firstTag, tags));
            case 2 ->
                new Rule.Window(
                        random.nextBoolean() ? Measure.COUNT : Measure.AMOUNT,
                        TYPES.get(random.nextInt(TYPES.size())),
                        1 + random.nextInt(40),
                        Comparison.values()[random.nextInt(Comparison.values().length)],
                        random.nextInt(4));
            case 3 -> {
                Set<Long> owners = ids(1, staff);
                yield random.nextBoolean() ? new Rule.Owned(ids(1, stores), owners) : new Rule.Owned(Set.of(), owners);
            }
            case 4 -> new Rule.Consents(Purpose.values()[random.nextInt(Purpose.values().length)]);
            case 5 -> {
                int from = random.nextInt(9000);
                yield new Rule.Bucket(from, from + random.nextInt(1000));
            }
            default -> new Rule.Member(segments.get(random.nextInt(segments.size())));
        };
    }

    private Set<Long> ids(long first, long count) {
        Set<Long> ids = new TreeSet<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            ids.add(first + random.nextLong(count));
        }
        return ids;
    }
}
