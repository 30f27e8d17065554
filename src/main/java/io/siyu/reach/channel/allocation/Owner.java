package io.siyu.reach.channel.allocation;

import io.siyu.reach.channel.AllocationRules.Sticky;
import java.time.LocalDateTime;

/**
 * The guide whose customer the visitor is, in the code's pool or not.
 *
 * @param since when the visitor became theirs
 */
public record Owner(Candidate guide, LocalDateTime since, Sticky rule) {

    boolean expired(LocalDateTime now) {
        Integer days = rule.days();
        return days != null && !since.plusDays(days).isAfter(now);
    }
}
