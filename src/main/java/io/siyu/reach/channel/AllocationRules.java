package io.siyu.reach.channel;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a live code chooses among its guides, beyond their weights: when they work, and whether a visitor who belongs to somebody goes there.
 * Times are the brand's.
 *
 * @param shifts what the guides' own lists of shifts name
 * @param specialDays take the place of the shifts on their days
 */
public record AllocationRules(Sticky sticky, List<Shift> shifts, List<SpecialDay> specialDays) {

    public static final AllocationRules PLAIN = new AllocationRules(Sticky.DEFAULT, List.of(), List.of());

    public AllocationRules {
        shifts = List.copyOf(shifts);
        specialDays = List.copyOf(specialDays);
    }

    /**
     * Whether somebody's customer goes to them again.
     *
     * @param days how long after they became theirs; absent: for good
     * @param evenOff although the guide is off duty, away or off shift
     * @param evenFull although the guide's places of the day are taken; the visitor then takes none
     */
    public record Sticky(boolean on, @Nullable Integer days, boolean evenOff, boolean evenFull) {
        public static final Sticky DEFAULT = new Sticky(true, null, false, false);
    }

    /**
     * Hours under a name that guides are put on.
     *
     * @param first the first day on which it is worked; absent: since ever
     * @param last the last one; absent: until further notice
     */
    public record Shift(
            String name,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            List<Window> windows) {
        public Shift {
            windows = List.copyOf(windows);
        }
    }

    /** The same hours on some days of the week; they belong to the day on which they begin. */
    public record Window(
            Set<DayOfWeek> days,
            @Schema(type = "string", example = "09:00") LocalTime from,
            @Schema(type = "string", example = "18:00") LocalTime to) {
        public Window {
            days = Set.copyOf(days);
        }

        public Hours hours() {
            return new Hours(from, to);
        }
    }

    /** To a time that is not after the first: until then on the next day. The same time twice: a whole day. */
    public record Hours(
            @Schema(type = "string", example = "22:00") LocalTime from,
            @Schema(type = "string", example = "06:00") LocalTime to) {}

    /**
     * Days on which other hours are worked, or none.
     *
     * @param staffIds whom it is for; empty: all guides of the code
     * @param hours empty: nobody works
     */
    public record SpecialDay(LocalDate first, LocalDate last, Set<Long> staffIds, List<Hours> hours) {
        public SpecialDay {
            staffIds = Set.copyOf(staffIds);
            hours = List.copyOf(hours);
        }
    }
}
