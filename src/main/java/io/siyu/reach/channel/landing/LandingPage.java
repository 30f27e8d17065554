package io.siyu.reach.channel.landing;

import io.siyu.reach.channel.LandingHook;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML a visitor sees: one card, no script, nothing loaded but the platform's QR picture. */
final class LandingPage {

    private static final String FRAME = """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title>
            <style nonce="%s">
            *{box-sizing:border-box}
            body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;padding:24px;background:#f3f6f4;
            font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;color:#1d2129}
            main{width:100%%;max-width:360px;background:#fff;border-radius:12px;padding:28px 24px;text-align:center;
            box-shadow:0 2px 12px rgba(11,107,79,.08)}
            .initial{width:64px;height:64px;margin:0 auto 12px;border-radius:50%%;background:#0b6b4f;color:#fff;font-size:28px;line-height:64px}
            h1{font-size:20px;margin:0}.store{margin:2px 0 20px;color:#5c6670;font-size:14px}
            .qr{display:block;width:220px;height:220px;margin:0 auto 16px;border:1px solid #e5e8eb;border-radius:8px}
            .picture{display:block;width:100%%;height:auto;margin:0 0 16px;border-radius:8px}
            p{margin:0}.step{margin-top:16px;padding-top:16px;border-top:1px solid #e5e8eb;text-align:left;font-size:14px}
            </style></head><body><main>%s</main></body></html>""";

    private LandingPage() {}

    static String guide(String name, String store, String qrUrl, List<LandingHook.Step> steps, String nonce) {
        String guide = escape(name);
        String body = """
                <div class="initial" aria-hidden="true">%s</div><h1>%s</h1><p class="store">%s</p>
                <img class="qr" src="%s" alt="%s的二维码" width="220" height="220">
                <p>长按识别二维码，添加%s为好友</p>%s""".formatted(
                        escape(initial(name)),
                        guide,
                        escape(store),
                        escape(qrUrl),
                        guide,
                        guide,
                        steps.stream().map(LandingPage::step).collect(Collectors.joining()));
        return frame("添加" + guide, nonce, body);
    }

    static String nobody(@Nullable String fallback, String nonce) {
        String text = fallback == null || fallback.isBlank() ? "导购都在忙，请过一会儿再扫一次。" : fallback;
        return frame("请稍后再试", nonce, "<h1>请稍后再试</h1><p class=\"store\">" + escape(text) + "</p>");
    }

    /** What was set for when nobody can be shown. */
    static String instead(Landing.Instead set, String nonce) {
        String title = set.later() ? "请稍后再试" : "活动已结束";
        String picture = set.pictureUrl() == null
                ? ""
                : "<img class=\"picture\" src=\"" + escape(set.pictureUrl()) + "\" alt=\"\">";
        String text = set.text() == null || set.text().isBlank() ? "" : "<p>" + escape(set.text()) + "</p>";
        return frame(title, nonce, picture + (picture.isEmpty() ? "<h1>" + title + "</h1>" : "") + text);
    }

    static String closed(String nonce) {
        return frame("活动已结束", nonce, "<h1>活动已结束</h1><p class=\"store\">这个二维码已经停用，感谢你的关注。</p>");
    }

    static String busy(String nonce) {
        return frame("请稍后再试", nonce, "<h1>操作太频繁</h1><p class=\"store\">请过一分钟再扫一次。</p>");
    }

    private static String step(LandingHook.Step step) {
        return "<p class=\"step\"><strong>" + escape(step.title()) + "</strong><br>" + escape(step.text()) + "</p>";
    }

    private static String frame(String title, String nonce, String body) {
        return FRAME.formatted(title, nonce, body);
    }

    private static String initial(String name) {
        return name.isEmpty() ? "·" : Character.toString(name.codePointAt(0));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
