package io.siyu.reach.channel.allocation;

import io.siyu.shared.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * A guide who might take a visitor.
 *
 * @param weight at least 1
 * @param reachable a contact way is ready to be shown
 * @param cap how many adds they take a day by this code; absent: any number
 * @param capOverall how many they take a day by all codes together; absent: any number
 */
public record Candidate(
        StaffId staff,
        int weight,
        boolean backup,
        Presence presence,
        boolean reachable,
        Schedule schedule,
        @Nullable Integer cap,
        @Nullable Integer capOverall) {

    public Candidate {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight below 1: " + weight);
        }
    }

    /** Whether a guide can take visitors at all. */
    public enum Presence {
        AVAILABLE,
        /** An operator has taken them off. */
        OFF_DUTY,
        /** They have switched themselves off. */
        AWAY,
        /** Left the company, or may not have customers. */
        GONE
    }
}
