package io.siyu.people.segment;

import io.siyu.people.customer.Purpose;
import java.util.List;
import java.util.Set;

/** Which people belong to a segment. Written as JSON in the console and the database. */
public sealed interface Rule {

    /** Every one of these holds; at least one. */
    record All(List<Rule> rules) implements Rule {
        public All {
            rules = List.copyOf(rules);
        }
    }

    /** At least one of these holds. */
    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = List.copyOf(rules);
        }
    }

    /** This does not hold. */
    record Not(Rule rule) implements Rule {}

    /** Has at least one of these tags. */
    record Tagged(Set<Long> tagIds) implements Rule {
        public Tagged {
            tagIds = Set.copyOf(tagIds);
        }
    }

    /** What is added up over the window. */
    enum Measure {
        COUNT,
        /** In fen. */
        AMOUNT
    }

    /**
     * How often something happened, or how much it came to, in the last so many days of the brand's calendar, today included.
     *
     * @param days 1 is today only
     */
    record Window(Measure measure, String type, int days, Comparison op, long value) implements Rule {}

    /** Belongs to one of these stores or one of these employees. */
    record Owned(Set<Long> storeIds, Set<Long> staffIds) implements Rule {
        public Owned {
            storeIds = Set.copyOf(storeIds);
            staffIds = Set.copyOf(staffIds);
        }
    }

    /** Belongs to another segment. */
    record Member(long segmentId) implements Rule {}

    /** Has agreed to be addressed for this. */
    record Consents(Purpose purpose) implements Rule {}

    /** Their random bucket, drawn once from 0 to 9,999, is in this range, both ends included. */
    record Bucket(int from, int to) implements Rule {}
}
