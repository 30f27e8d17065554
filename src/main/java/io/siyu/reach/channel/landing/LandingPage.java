package io.siyu.reach.channel.landing;

import static io.siyu.reach.channel.landing.LandingFrame.escape;

import io.siyu.reach.channel.LandingHook;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTML a visitor sees: one card, no script, nothing loaded but the platform's QR picture. */
final class LandingPage {

    private static final int ASKED_AGAIN_SECONDS = 2;

    private LandingPage() {}

    static String guide(String name, String store, String qrUrl, List<LandingHook.Step> steps, String nonce) {
        String guide = escape(name);
        String body = """
                <div class="initial" aria-hidden="true">%s</div><h1>%s</h1><p class="store">%s</p>
                <img class="qr" src="%s" alt="%s的二维码" width="220" height="220">
                <p>长按识别二维码，添加%s为好友</p>%s""".formatted(
                        escape(LandingFrame.initial(name)),
                        guide,
                        escape(store),
                        escape(qrUrl),
                        guide,
                        guide,
                        steps.stream().map(LandingPage::step).collect(Collectors.joining()));
        return LandingFrame.of("添加" + name, nonce, body);
    }

    /** For browsers that were not sent on. */
    static String link(String name, String url, String nonce) {
        String body = """
                <h1>%s</h1><p><a class="button" href="%s">添加%s为好友</a></p>""".formatted(escape(name), escape(url), escape(name));
        return LandingFrame.of("添加" + name, nonce, body);
    }

    /** Asks again by itself. */
    static String soon(String nonce) {
        return LandingFrame.again(
                "请稍等", nonce, "<h1>正在为你安排导购…</h1><p class=\"store\">马上就好，请不要关闭页面。</p>", ASKED_AGAIN_SECONDS);
    }

    static String nobody(@Nullable String fallback, String nonce) {
        String text = fallback == null || fallback.isBlank() ? "导购都在忙，请过一会儿再扫一次。" : fallback;
        return LandingFrame.of("请稍后再试", nonce, "<h1>请稍后再试</h1><p class=\"store\">" + escape(text) + "</p>");
    }

    /** What was set for when nobody can be shown. */
    static String instead(Landing.Instead set, String nonce) {
        String title = set.later() ? "请稍后再试" : "活动已结束";
        String picture = set.pictureUrl() == null
                ? ""
                : "<img class=\"picture\" src=\"" + escape(set.pictureUrl()) + "\" alt=\"\">";
        String text = set.text() == null || set.text().isBlank() ? "" : "<p>" + escape(set.text()) + "</p>";
        return LandingFrame.of(title, nonce, picture + (picture.isEmpty() ? "<h1>" + title + "</h1>" : "") + text);
    }

    static String closed(String nonce) {
        return LandingFrame.of("活动已结束", nonce, "<h1>活动已结束</h1><p class=\"store\">这个链接或二维码已经停用，感谢你的关注。</p>");
    }

    static String busy(String nonce) {
        return LandingFrame.of("请稍后再试", nonce, "<h1>操作太频繁</h1><p class=\"store\">请过一分钟再扫一次。</p>");
    }

    private static String step(LandingHook.Step step) {
        LandingHook.Link link = step.link();
        String next = link == null || step.state() != LandingHook.State.OPEN
                ? ""
                : "<br><a class=\"button\" href=\"" + escape(link.url()) + "\">" + escape(link.label()) + "</a>";
        return "<p class=\"step\"><strong>" + escape(step.title()) + "</strong><br>" + escape(step.text()) + next
                + "</p>";
    }
}
