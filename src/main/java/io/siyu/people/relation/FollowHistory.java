package io.siyu.people.relation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a friendship is, told from everything that was seen of it. The order in which it was seen, and how often, does not matter: a late
 * message about the past changes the past and not the present.
 */
record FollowHistory(
        FollowState state,
        Instant firstAddedAt,
        AddedBy first,
        Instant addedAt,
        AddedBy latest,
        @Nullable Instant endedAt,
        int reopened,
        List<Turn> turns) {

    /** What happened at a turn. */
    enum Turning {
        ADDED("follow.added"),
        REOPENED("follow.reopened"),
        DELETED_BY_CUSTOMER("follow.deleted_by_customer"),
        DELETED_BY_STAFF("follow.deleted_by_staff"),
        HANDED_OVER("follow.handed_over");

        private final String activity;

        Turning(String activity) {
            this.activity = activity;
        }

        /** Its name on the timeline. */
        String activity() {
            return activity;
        }
    }

    /** A moment at which the friendship began or ended; a second beginning of what goes on already is none. */
    record Turn(Turning turning, Observation seen) {}

    static FollowHistory of(Collection<Observation> seen) {
        TreeMap<Instant, List<Observation>> byTime = new TreeMap<>();
        for (Observation one : seen) {
            byTime.computeIfAbsent(one.at(), at -> new ArrayList<>()).add(one);
        }
        Fold fold = new Fold(byTime.firstKey());
        byTime.values().forEach(fold::moment);
        return fold.result();
    }

    /** Takes observations in, moment by moment. */
    private static final class Fold {

        private static final Comparator<Observation> BY_KIND = Comparator.comparing(Observation::kind);

        private final List<Turn> turns = new ArrayList<>();
        private FollowState state = FollowState.DELETED_BY_STAFF;
        private int beginnings;
        private Instant firstAddedAt;
        private AddedBy first = AddedBy.UNKNOWN;
        private Instant addedAt;
        private AddedBy latest = AddedBy.UNKNOWN;
        private @Nullable Instant endedAt;
        private int reopened;

        Fold(Instant earliest) {
            this.firstAddedAt = earliest;
            this.addedAt = earliest;
            this.endedAt = earliest;
        }

        /** Within one second, which is all the platform tells, what makes sense comes first: friends part, others meet. */
        void moment(List<Observation> together) {
            Comparator<Observation> order = state == FollowState.FOLLOWING ? BY_KIND.reversed() : BY_KIND;
            together.stream().sorted(order).forEach(this::take);
        }

        private void take(Observation one) {
            switch (one.kind()) {
                case ADDED -> added(one);
                case DELETED_BY_CUSTOMER -> deleted(one, FollowState.DELETED_BY_CUSTOMER, Turning.DELETED_BY_CUSTOMER);
                case DELETED_BY_STAFF -> deleted(one, FollowState.DELETED_BY_STAFF, Turning.DELETED_BY_STAFF);
                case HANDED_OVER -> deleted(one, FollowState.HANDED_OVER, Turning.HANDED_OVER);
            }
        }

        private void added(Observation one) {
            boolean beginning = state != FollowState.FOLLOWING;
            if (beginning) {
                boolean again = !turns.isEmpty();
                turns.add(new Turn(again ? Turning.REOPENED : Turning.ADDED, one));
                reopened += again ? 1 : 0;
                state = FollowState.FOLLOWING;
                addedAt = one.at();
                endedAt = null;
                latest = one.by();
            } else if (latest.isUnknown()) {
                latest = one.by();
            }
            beginnings += beginning ? 1 : 0;
            if (beginnings == 1 && first.isUnknown()) {
                first = one.by();
            }
            if (beginning && beginnings == 1) {
                firstAddedAt = one.at();
            }
        }

        private void deleted(Observation one, FollowState ended, Turning turning) {
            if (state == FollowState.FOLLOWING || turns.isEmpty()) {
                turns.add(new Turn(turning, one));
                state = ended;
                endedAt = one.at();
            }
        }

        FollowHistory result() {
            return new FollowHistory(
                    state, firstAddedAt, first, addedAt, latest, endedAt, reopened, List.copyOf(turns));
        }
    }
}
