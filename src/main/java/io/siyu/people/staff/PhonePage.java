package io.siyu.people.staff;

import io.siyu.shared.RandomCode;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A page for an employee's phone, reached by an address of their own: plain forms that work in whatever browser the phone has, and
 * nothing on it but what was written here.
 *
 * @param title what the browser says above it
 * @param looks its own CSS, after what all of them share
 * @param body HTML, whatever came from people escaped
 * @param script JavaScript that runs at its end; empty: none
 */
public record PhonePage(String title, String looks, String body, String script) {

    private static final String FRAME = """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title>
            <style nonce="%s">
            body{margin:0;padding:16px;font:15px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;color:#1d2129;background:#f6f7f7}
            main{max-width:480px;margin:0 auto}
            section{background:#fff;border-radius:6px;padding:16px;margin-bottom:12px}
            h1{font-size:20px;margin:0 0 4px}p{margin:0}
            button{width:100%%;min-height:44px;border-radius:6px;border:1px solid #0b6b4f;background:#fff;color:#0b6b4f;font-size:16px}
            .main{background:#0b6b4f;color:#fff}
            %s</style></head><body><main>%s</main>%s</body></html>""";

    private static final String ALLOWED =
            "default-src 'none'; style-src 'nonce-%1$s'; %2$sform-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'self' https://work.weixin.qq.com https://*.work.weixin.qq.com";

    public PhonePage(String title, String looks, String body) {
        this(title, looks, body, "");
    }

    /** Kept by nobody on the way, and told to nobody whom the page links to. */
    public ResponseEntity<String> answer(HttpStatus status) {
        String nonce = RandomCode.letters(20);
        String run = script.isEmpty() ? "" : "<script nonce=\"%s\">%s</script>".formatted(nonce, script);
        String running = script.isEmpty() ? "" : "script-src 'nonce-%s'; ".formatted(nonce);
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", ALLOWED.formatted(nonce, running))
                .header("Referrer-Policy", "no-referrer")
                .body(FRAME.formatted(title, nonce, looks, body, run));
    }
}
