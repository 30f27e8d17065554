package io.siyu.reach.channel.landing;

import org.springframework.web.util.HtmlUtils;

/** What all growth pages look like: one card in the middle, no script, nothing loaded but the pictures it names. */
public final class LandingFrame {

    private static final String FRAME = """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title>%s
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
            .button{display:inline-block;margin-top:8px;padding:8px 20px;border:0;border-radius:20px;background:#0b6b4f;color:#fff;
            font:inherit;font-size:15px;text-decoration:none}
            </style></head><body><main>%s</main></body></html>""";

    private LandingFrame() {}

    /**
     * A whole page.
     *
     * @param body HTML, in which every text was escaped
     */
    public static String of(String title, String nonce, String body) {
        return FRAME.formatted(escape(title), "", nonce, body);
    }

    /** The same, asking again by itself after so many seconds. */
    static String again(String title, String nonce, String body, int seconds) {
        String refresh = "<meta http-equiv=\"refresh\" content=\"" + seconds + "\">";
        return FRAME.formatted(escape(title), refresh, nonce, body);
    }

    /** The first character of a name, where there is no picture. */
    public static String initial(String name) {
        return name.isEmpty() ? "·" : Character.toString(name.codePointAt(0));
    }

    public static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
