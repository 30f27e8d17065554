package io.siyu.reach.channel.live;

import static io.siyu.reach.channel.landing.LandingFrame.escape;

import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveDraft.Platform;
import io.siyu.reach.channel.landing.LandingFrame;
import io.siyu.reach.channel.live.LiveDesk.Shown;
import org.jspecify.annotations.Nullable;

/** The HTML of a live session: when it is, and the one thing to do now. */
final class LivePage {

    private static final String STYLE = """
            <style nonce="%s">
            .state{display:inline-block;margin-bottom:12px;padding:2px 12px;border-radius:12px;background:#e3f2ec;color:#0b6b4f;font-size:13px}
            .live{background:#c23a2b;color:#fff}.quiet{background:#eceff1;color:#4e5969}
            .when{margin:8px 0 0;color:#1d2129;font-size:17px;font-weight:600}.where{color:#5c6670;font-size:14px}
            .intro{margin-top:16px;padding-top:16px;border-top:1px solid #e5e8eb;text-align:left;white-space:pre-line;overflow-wrap:anywhere}
            .do{margin-top:20px}.do .button{display:block;margin:0;width:100%%;padding:12px 20px;border-radius:24px;font-size:16px;cursor:pointer}
            .do .plain{margin-top:12px;background:#fff;color:#0b6b4f;border:1px solid #0b6b4f}
            .note{margin-top:10px;color:#5c6670;font-size:13px}.done{color:#0b6b4f;font-weight:600}
            .said{margin:0 0 16px;padding:8px 12px;border-radius:8px;background:#fdf3e7;color:#8a4b08;font-size:14px;text-align:left}
            </style>""";

    private LivePage() {}

    /**
     * @param when it begins, on the brand's wall
     * @param refusal what was wrong with what they just did
     */
    static String of(Shown it, String when, @Nullable String refusal, String nonce) {
        LiveDraft draft = it.session().draft();
        String body = STYLE.formatted(nonce)
                + (refusal == null ? "" : "<p class=\"said\" role=\"alert\">" + escape(refusal) + "</p>")
                + state(it.state())
                + "<h1>" + escape(draft.title()) + "</h1>"
                + "<p class=\"when\">" + escape(when) + "</p><p class=\"where\">" + where(draft.platform()) + "</p>"
                + (draft.intro().isBlank() ? "" : "<p class=\"intro\">" + escape(draft.intro()) + "</p>")
                + "<div class=\"do\">" + next(it) + "</div>";
        return LandingFrame.of(draft.title(), nonce, body);
    }

    private static String state(LiveState state) {
        return switch (state) {
            case COMING -> "<span class=\"state\">直播预告</span>";
            case LIVE -> "<span class=\"state live\">直播中</span>";
            case OVER -> "<span class=\"state quiet\">已结束</span>";
            case CANCELLED -> "<span class=\"state quiet\">已取消</span>";
        };
    }

    private static String where(Platform platform) {
        return switch (platform) {
            case CHANNELS -> "微信视频号直播";
            case DOUYIN -> "抖音直播";
            case OTHER -> "直播";
        };
    }

    private static String next(Shown it) {
        return switch (it.state()) {
            case COMING -> coming(it);
            case LIVE -> room(it) + (it.guide() == null ? stranger(it, "添加导购，领直播福利", true) : "");
            case OVER -> note("感谢观看，回看和优惠可以问导购。") + stranger(it, guideOf(it), false);
            case CANCELLED -> note("这场直播不播了，新的安排会由导购告诉你。") + stranger(it, guideOf(it), false);
        };
    }

    private static String coming(Shown it) {
        if (it.guide() == null) {
            return stranger(it, "添加导购，预约开播提醒", false) + note("开播前由导购提醒你。");
        }
        if (it.reserved()) {
            return "<p class=\"done\">已预约</p>" + note("开播前，" + it.guide() + "会提醒你。");
        }
        return """
                <form method="post" action="%s/reserve"><button class="button">预约提醒</button></form>%s""".formatted(escape(it.session().path()), note("开播前由" + it.guide() + "提醒你。"));
    }

    private static String room(Shown it) {
        String url = it.session().draft().roomUrl();
        return url == null
                ? note("正在直播，请打开" + where(it.session().draft().platform()) + "观看。")
                : "<a class=\"button\" href=\"" + escape(url) + "\">进入直播间</a>";
    }

    private static String guideOf(Shown it) {
        return it.guide() == null ? "添加导购" : "联系导购";
    }

    /** To the session's live code, by which they come as its guests. */
    private static String stranger(Shown it, String label, boolean second) {
        return "<a class=\"button%s\" href=\"/c/%s\">%s</a>"
                .formatted(second ? " plain" : "", escape(it.code()), label);
    }

    private static String note(String text) {
        return "<p class=\"note\">" + escape(text) + "</p>";
    }
}
