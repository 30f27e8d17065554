package io.siyu.reach.channel;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds at certain hours of certain days, in the brand's zone, for who becomes a friend then. Where it says nothing, what the code says
 * holds.
 *
 * @param days on which it begins
 * @param till when not after {@code from}, it ends on the next day: 22:00 to 08:00, or 00:00 to 00:00 for the whole day
 * @param text with the attachments in place of the usual welcome; both empty: the usual one
 * @param tagIds besides the code's
 * @param remark pattern of the remark in place of the code's; empty: the code's
 * @param skipVerify whether they become friends unasked; absent: as the code says
 */
public record HourRule(
        Set<DayOfWeek> days,
        @Schema(type = "string", example = "09:00") LocalTime from,
        @Schema(type = "string", example = "18:00") LocalTime till,
        String text,
        List<WelcomePiece> attachments,
        Set<Long> tagIds,
        String remark,
        @Nullable Boolean skipVerify) {

    public HourRule {
        days = Set.copyOf(days);
        text = Objects.requireNonNullElse(text, "");
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        tagIds = tagIds == null ? Set.of() : Set.copyOf(tagIds);
        remark = remark == null ? "" : remark.strip();
    }

    /** Other words only. */
    public HourRule(Set<DayOfWeek> days, LocalTime from, LocalTime till, String text, List<WelcomePiece> attachments) {
        this(days, from, till, text, attachments, Set.of(), "", null);
    }

    public boolean covers(LocalDateTime at) {
        LocalTime time = at.toLocalTime();
        DayOfWeek today = at.getDayOfWeek();
        if (from.isBefore(till)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(till);
        }
        return (days.contains(today) && !time.isBefore(from)) || (days.contains(today.minus(1)) && time.isBefore(till));
    }

    /** It has a welcome of its own. */
    public boolean greets() {
        return !text.isBlank() || !attachments.isEmpty();
    }

    /** It says something that no friend without a code could be told. */
    public boolean needsCode() {
        return !tagIds.isEmpty() || !remark.isEmpty() || skipVerify != null;
    }
}
