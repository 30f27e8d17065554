package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.DataScope;
import io.siyu.shared.DomainException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which figures somebody asks for.
 *
 * @param scope whose guides' figures they may see
 */
record Wanted(LocalDate from, LocalDate to, Narrowing narrowing, DataScope scope) {

    static final int MOST_DAYS = 400;

    Wanted {
        if (from.isAfter(to)) {
            throw DomainException.invalid("to", "channel.days_backwards");
        }
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS || from.getYear() < 2000 || to.getYear() > 2999) {
            throw DomainException.invalid("from", "channel.figures.period_too_long", MOST_DAYS);
        }
    }

    /** Only of these; absent: of all. */
    record Narrowing(
            @Nullable Long codeId,
            @Nullable Long templateId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            @Nullable String campaign) {

        static final Narrowing NONE = new Narrowing(null, null, null, null, null);
    }

    /** What a period is set beside. */
    enum Comparison {
        NONE,
        /** As many days right before it. */
        PREVIOUS,
        /** The same days a year ago. */
        YEAR
    }

    long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    @Nullable
    Wanted before(Comparison comparison) {
        return switch (comparison) {
            case NONE -> null;
            case PREVIOUS -> new Wanted(from.minusDays(days()), from.minusDays(1), narrowing, scope);
            case YEAR -> new Wanted(from.minusYears(1), from.minusYears(1).plusDays(days() - 1), narrowing, scope);
        };
    }
}
