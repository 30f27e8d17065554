package io.siyu.reach.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live session (直播场次) as an operator describes it.
 *
 * @param endsAt when it is planned to end; an operator may end it earlier
 * @param roomUrl where it is watched; absent: only said in words
 * @param intro on its page, may be empty
 * @param remindMinutes how long before the start those who reserved are told, 0 to 1440
 * @param reminder what a guide tells them; may hold {客户昵称}, {直播标题}, {开播时间} and {直播链接}
 * @param orderHours for how long after the end its guests' orders count for it, 0 to 168
 */
public record LiveDraft(
        String title,
        Platform platform,
        Instant startsAt,
        Instant endsAt,
        @Nullable String roomUrl,
        String intro,
        int remindMinutes,
        String reminder,
        int orderHours) {

    /** Where it is shown. */
    public enum Platform {
        /** 视频号. */
        CHANNELS,
        /** 抖音. */
        DOUYIN,
        OTHER
    }
}
