package io.siyu.people.relation;

import io.siyu.shared.StaffId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose customer somebody is: the first employee who added them, as long as that employee works here and is still their friend or
 * nobody else is. Given by hand, it stays as long as the employee works here.
 *
 * @param lock how long an owner keeps a customer who deleted them and is a friend of somebody else
 */
record OwnershipRule(Duration lock) {

    /** Why an ownership began. */
    enum Reason {
        FIRST_ADD,
        OWNER_DELETED,
        OWNER_DEPARTED,
        NOBODY_LEFT,
        BY_HAND,
        MERGED,
        HANDED_OVER,
        STORE_CHANGED
    }

    /** @param works false once they left the corporation */
    record Candidate(StaffId staff, boolean works, boolean friend, Instant firstAddedAt) {}

    /** @param works whether the owner still works here */
    record Present(@Nullable StaffId owner, boolean works, Reason reason, Instant since) {}

    /** What is to be. */
    sealed interface Decision {

        /** @param reviewAt when to ask again even if nothing happens */
        record Stay(@Nullable Instant reviewAt) implements Decision {}

        record Give(@Nullable StaffId owner, Reason reason) implements Decision {}
    }

    Decision decide(@Nullable Present present, Collection<Candidate> candidates, Instant now) {
        Optional<StaffId> next = candidates.stream()
                .filter(candidate -> candidate.works() && candidate.friend())
                .min(Comparator.comparing(Candidate::firstAddedAt)
                        .thenComparing(candidate -> candidate.staff().value()))
                .map(Candidate::staff);
        StaffId owner = present == null ? null : present.owner();
        if (present == null || owner == null) {
            return next.<Decision>map(staff -> new Decision.Give(staff, Reason.FIRST_ADD))
                    .orElseGet(() -> new Decision.Stay(null));
        }
        if (!present.works()) {
            return next.<Decision>map(staff -> new Decision.Give(staff, Reason.OWNER_DEPARTED))
                    .orElseGet(() -> new Decision.Give(null, Reason.NOBODY_LEFT));
        }
        boolean friend = candidates.stream()
                .anyMatch(candidate -> candidate.friend() && candidate.staff().equals(owner));
        if (friend || next.isEmpty() || present.reason() == Reason.BY_HAND) {
            return new Decision.Stay(null);
        }
        Instant unlocked = present.since().plus(lock);
        return now.isBefore(unlocked)
                ? new Decision.Stay(unlocked)
                : new Decision.Give(next.get(), Reason.OWNER_DELETED);
    }
}
