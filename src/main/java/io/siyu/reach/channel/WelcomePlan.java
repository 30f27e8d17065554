package io.siyu.reach.channel;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a new friend is received beside the usual text.
 *
 * @param attachments go with the usual text
 * @param windows the first that covers the moment holds
 */
public record WelcomePlan(List<WelcomePiece> attachments, List<HourRule> windows) {

    public static final WelcomePlan NONE = new WelcomePlan(List.of(), List.of());

    /** Rules repeat by the week; what the last day began goes on into the next. */
    private static final int DAYS = 8;

    public WelcomePlan {
        attachments = List.copyOf(attachments);
        windows = List.copyOf(windows);
    }

    /** What is said at a moment. */
    public record Words(String text, List<WelcomePiece> attachments) {

        public boolean silent() {
            return text.isBlank() && attachments.isEmpty();
        }
    }

    public Words at(LocalDateTime moment, String usualText) {
        return ruleAt(moment)
                .filter(HourRule::greets)
                .map(rule -> new Words(rule.text(), rule.attachments()))
                .orElseGet(() -> new Words(usualText, attachments));
    }

    /** The rule that holds at a moment. */
    public Optional<HourRule> ruleAt(LocalDateTime moment) {
        return windows.stream().filter(rule -> rule.covers(moment)).findFirst();
    }

    /** Whether who comes at this moment becomes a friend unasked. */
    public boolean skipVerifyAt(LocalDateTime moment, boolean usual) {
        return ruleAt(moment).map(HourRule::skipVerify).orElse(usual);
    }

    /** The next moment at which that is otherwise than now; empty when it always is as now. */
    public Optional<LocalDateTime> verificationTurn(LocalDateTime after, boolean usual) {
        boolean now = skipVerifyAt(after, usual);
        TreeSet<LocalTime> edges = new TreeSet<>();
        windows.forEach(rule -> edges.addAll(List.of(rule.from(), rule.till())));
        LocalDate today = after.toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS)
                .flatMap(day -> edges.stream().map(day::atTime))
                .filter(moment -> moment.isAfter(after) && skipVerifyAt(moment, usual) != now)
                .findFirst();
    }
}
