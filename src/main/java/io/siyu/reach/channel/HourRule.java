package io.siyu.reach.channel;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * Other words at certain hours of certain days, in the brand's zone.
 *
 * @param days on which it begins
 * @param till when not after {@code from}, it ends on the next day: 22:00 to 08:00, or 00:00 to 00:00 for the whole day
 */
public record HourRule(
        Set<DayOfWeek> days,
        @Schema(type = "string", example = "09:00") LocalTime from,
        @Schema(type = "string", example = "18:00") LocalTime till,
        String text,
        List<WelcomePiece> attachments) {

    public HourRule {
        days = Set.copyOf(days);
        attachments = List.copyOf(attachments);
    }

    public boolean covers(LocalDateTime at) {
        LocalTime time = at.toLocalTime();
        DayOfWeek today = at.getDayOfWeek();
        if (from.isBefore(till)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(till);
        }
        return (days.contains(today) && !time.isBefore(from)) || (days.contains(today.minus(1)) && time.isBefore(till));
    }
}
