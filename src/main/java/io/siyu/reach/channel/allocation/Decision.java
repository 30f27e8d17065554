package io.siyu.reach.channel.allocation;

import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Who got a visitor, and why.
 *
 * @param guide empty exactly when the reason is {@link Reason#NOBODY}
 * @param weighed among whom the turn was looked for; empty where none was
 * @param excluded who of the pool could not
 * @param owner the guide whose customer the visitor is
 * @param ownerNote why the owner was passed over, or in spite of what they were taken
 * @param reserves whether the visitor takes one of the guide's places of the day
 */
public record Decision(
        Optional<StaffId> guide,
        Reason reason,
        List<Weighed> weighed,
        List<Excluded> excluded,
        @Nullable StaffId owner,
        @Nullable Exclusion ownerNote,
        boolean reserves) {

    /** Why the guide was taken, or that nobody could be. */
    public enum Reason {
        OWNER,
        /** Off or full, and the code's rule is to send them there all the same. */
        OWNER_ANYWAY,
        TURN,
        BACKUP,
        NOBODY
    }

    /** Why a guide was passed over. The last two are about owners only. */
    public enum Exclusion {
        GONE,
        OFF_DUTY,
        AWAY,
        OFF_SHIFT,
        CAPPED,
        CAPPED_OVERALL,
        NO_CONTACT_WAY,
        EXPIRED,
        NOT_STICKY;

        boolean off() {
            return this == OFF_DUTY || this == AWAY || this == OFF_SHIFT;
        }

        boolean full() {
            return this == CAPPED || this == CAPPED_OVERALL;
        }
    }

    /** A guide who could have been taken, with the turns the choice was made by. */
    public record Weighed(StaffId staff, int weight, int turns) {}

    /** A guide who could not, with their adds and reservations at that moment. */
    public record Excluded(StaffId staff, Exclusion why, int taken) {}

    /** Nobody was taken, and somebody would have been, had they a contact way. */
    public boolean lacksWay() {
        return guide.isEmpty() && excluded.stream().anyMatch(one -> one.why() == Exclusion.NO_CONTACT_WAY);
    }

    /** What the turn of the taken guide was weighed by; empty when nobody took a turn. */
    public Optional<Weighed> taken() {
        if (guide.isEmpty()) {
            return Optional.empty();
        }
        StaffId staff = guide.get();
        for (Weighed one : weighed) {
            if (one.staff().equals(staff)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Where the taken guide stands in the rotation from now on; empty when nobody took a turn. */
    public OptionalInt turnsAfter() {
        return taken().map(one -> OptionalInt.of(one.turns() + 1)).orElseGet(OptionalInt::empty);
    }
}
