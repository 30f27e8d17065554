package io.siyu.reach.channel.figures;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money spent on bringing people in.
 *
 * @param fromDay first day of the period over which it is spread, {@code toDay} the last
 * @param targetId what it was spent on; absent for a campaign
 * @param campaign absent for anything else
 */
public record Cost(
        long id,
        Kind kind,
        LocalDate fromDay,
        LocalDate toDay,
        long amountFen,
        Target target,
        @Nullable Long targetId,
        @Nullable String campaign,
        @Nullable String note,
        Instant createdAt) {

    /** What it was spent for. */
    public enum Kind {
        MEDIA,
        GIFT,
        DISCOUNT,
        /** Working time of guides. */
        LABOUR,
        PRINT,
        OTHER
    }

    /** What it was spent on. */
    public enum Target {
        CODE(Dimension.CODE),
        TEMPLATE(Dimension.TEMPLATE),
        STORE(Dimension.STORE),
        CAMPAIGN(Dimension.CAMPAIGN);

        private final Dimension dimension;

        Target(Dimension dimension) {
            this.dimension = dimension;
        }

        Dimension dimension() {
            return dimension;
        }
    }

    /** A cost as somebody enters it. */
    public record Draft(
            Kind kind,
            LocalDate fromDay,
            LocalDate toDay,
            long amountFen,
            Target target,
            @Nullable Long targetId,
            @Nullable String campaign,
            @Nullable String note) {}
}
