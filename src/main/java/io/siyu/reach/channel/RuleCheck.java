package io.siyu.reach.channel;

import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.SpecialDay;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.shared.DomainException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether rules of allocation make sense, told at their fields. */
final class RuleCheck {

    private static final int MOST_CAP = 100_000;
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_SHIFTS = 20;
    private static final int MOST_SPECIAL_DAYS = 200;

    private RuleCheck() {}

    static void check(CodeDraft draft) {
        AllocationRules rules = draft.rules();
        Integer days = rules.sticky().days();
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw DomainException.invalid("rules.sticky.days", "channel.sticky_days_invalid", MOST_DAYS);
        }
        Set<String> names = shifts(rules.shifts());
        specialDays(rules.specialDays());
        for (PoolMember member : draft.pool()) {
            Integer cap = member.cap();
            if (cap != null && (cap < 1 || cap > MOST_CAP)) {
                throw DomainException.invalid("guides", "channel.cap_invalid", MOST_CAP);
            }
            if (!names.containsAll(member.shifts())) {
                throw DomainException.invalid("guides", "channel.shift_unknown");
            }
        }
    }

    private static Set<String> shifts(List<Shift> shifts) {
        if (shifts.size() > MOST_SHIFTS) {
            throw DomainException.invalid("rules.shifts", "channel.too_many_shifts", MOST_SHIFTS);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < shifts.size(); i++) {
            Shift shift = shifts.get(i);
            String field = "rules.shifts[" + i + "]";
            if (shift.name().isBlank() || shift.name().length() > 20 || !names.add(shift.name())) {
                throw DomainException.invalid(field + ".name", "channel.shift_name_invalid", 20);
            }
            if (shift.windows().isEmpty()
                    || shift.windows().stream().map(Window::days).anyMatch(Set::isEmpty)) {
                throw DomainException.invalid(field + ".windows", "channel.shift_empty");
            }
            if (shift.first() != null && shift.last() != null && shift.last().isBefore(shift.first())) {
                throw DomainException.invalid(field + ".last", "channel.days_backwards");
            }
        }
        return names;
    }

    private static void specialDays(List<SpecialDay> days) {
        if (days.size() > MOST_SPECIAL_DAYS) {
            throw DomainException.invalid("rules.specialDays", "channel.too_many_special_days", MOST_SPECIAL_DAYS);
        }
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i).last().isBefore(days.get(i).first())) {
                throw DomainException.invalid("rules.specialDays[" + i + "].last", "channel.days_backwards");
            }
        }
    }
}
