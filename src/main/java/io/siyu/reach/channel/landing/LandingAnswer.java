package io.siyu.reach.channel.landing;

import io.siyu.shared.RandomCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A growth page on its way to the browser: kept by nobody, loading nothing but the pictures it names.
 *
 * @param qrUrl the platform's picture that it shows; empty when it shows none
 * @param watching whether it has a script that asks us how far the visitor is
 * @param html the page, by the nonce that its styles and its script carry
 */
public record LandingAnswer(HttpStatus status, String qrUrl, boolean watching, UnaryOperator<String> html) {

    /** Without script. */
    public LandingAnswer(HttpStatus status, String qrUrl, UnaryOperator<String> html) {
        this(status, qrUrl, false, html);
    }

    public ResponseEntity<String> to(Visit visit, HttpServletRequest request) {
        String nonce = RandomCode.letters(20);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(ScanLimits.WINDOW_SECONDS));
        }
        return answer.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, VisitorCookie.of(visit, request).toString())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src 'self' %s; style-src 'nonce-%s'; %sbase-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                                .formatted(
                                        qrUrl.isEmpty() ? "" : originOf(qrUrl),
                                        nonce,
                                        watching ? "script-src 'nonce-%s'; connect-src 'self'; ".formatted(nonce) : ""))
                .header("Referrer-Policy", "no-referrer")
                .body(html.apply(nonce));
    }

    private static String originOf(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
