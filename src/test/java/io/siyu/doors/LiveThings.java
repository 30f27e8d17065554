package io.siyu.doors;

import java.util.List;
import java.util.Map;

/** A live session of the years to come, for the matrices to knock at. */
public final class LiveThings {

    private LiveThings() {}

    public static Map<String, ?> session(long guide) {
        return Map.of(
                "title",
                "秋茶上新直播",
                "platform",
                "CHANNELS",
                "startsAt",
                "2036-11-29T12:00:00Z",
                "endsAt",
                "2036-11-29T14:00:00Z",
                "roomUrl",
                "https://example.com/live",
                "reminder",
                "{客户昵称}，{直播标题} {开播时间} 开播：{直播链接}",
                "guides",
                List.of(guide));
    }
}
