package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.delivery.ProductAddress;
import io.siyu.sandbox.wechat.OfficialAccounts;
import io.siyu.shared.DomainException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The web view inside WeChat: opens pages of the product with the phone's own cookies. Elsewhere it goes only where WeChat itself is asked who it is. */
@Component
@InSandbox
class PhoneBrowser {

    /** A page as the phone got it, with the codes that can be recognised on it. */
    record Page(int status, String url, String contentType, String html, List<QrCode> qrCodes) {}

    /** A picture with a QR code in it: what it says, and the contact code that is, if it is one. */
    record QrCode(String pictureUrl, String text, @Nullable String configId) {}

    private record Answer(URI url, HttpResponse<byte[]> response) {}

    private static final String USER_AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f)"
            + " NetType/WIFI Language/zh_CN";
    private static final Pattern IMAGE = Pattern.compile("<img\\b[^>]*?\\ssrc\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final Pattern CONTACT = Pattern.compile(".*/qr/([0-9a-z]{32})\\.png");
    private static final Pattern CONFIG_ID = Pattern.compile("[0-9a-z]{32}");
    private static final Pattern LINK =
            Pattern.compile(".*/ca/([0-9a-z]{10,40}(\\?customer_channel=[0-9A-Za-z_-]{1,64})?)");
    private static final int MOST_HOPS = 8;
    private static final int MOST_PICTURES = 10;

    private final ProductAddress product;
    private final PhoneCookies cookies;
    private final URI publicUrl;
    private final int platformPort;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    PhoneBrowser(
            ProductAddress product,
            PhoneCookies cookies,
            @Value("${siyu.public-url:}") String publicUrl,
            @Value("${siyu.sandbox.port}") int platformPort) {
        this.product = product;
        this.cookies = cookies;
        this.publicUrl = URI.create(publicUrl);
        this.platformPort = platformPort;
    }

    /** The contact code this picture address or bare id stands for; null if it is none. */
    @Nullable
    String contactCode(String text) {
        if (CONFIG_ID.matcher(text).matches()) {
            return text;
        }
        if (!text.startsWith("http://127.0.0.1:" + platformPort + "/")) {
            return null;
        }
        Matcher picture = CONTACT.matcher(text);
        Matcher link = LINK.matcher(text);
        return picture.matches() ? picture.group(1) : link.matches() ? link.group(1) : null;
    }

    /** Where the product really serves this address. */
    URI address(String url) {
        URI base = product.base();
        if (base == null) {
            throw DomainException.conflict("sandbox.product_not_ready");
        }
        URI wanted = parsed(url);
        if (wanted.getHost() == null && url.startsWith("/")) {
            return base.resolve(wanted);
        }
        boolean ours = sameSite(wanted, base) || (publicUrl.getHost() != null && sameSite(wanted, publicUrl));
        if (!ours) {
            throw DomainException.invalid("url", "sandbox.page_elsewhere", url);
        }
        String query = wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery();
        return base.resolve((wanted.getRawPath().isEmpty() ? "/" : wanted.getRawPath()) + query);
    }

    Page open(long phoneId, String url) {
        Answer answer = follow(phoneId, address(url));
        String contact = contactCode(answer.url().toString());
        if (contact != null) {
            QrCode card = new QrCode("", answer.url().toString(), contact);
            return new Page(200, answer.url().toString(), "text/html", "", List.of(card));
        }
        String type = answer.response().headers().firstValue("Content-Type").orElse("");
        String body = new String(answer.response().body(), StandardCharsets.UTF_8);
        List<QrCode> codes = type.startsWith("text/html") ? codes(phoneId, answer.url(), body) : List.of();
        return new Page(
                answer.response().statusCode(),
                answer.url().toString(),
                type,
                type.startsWith("text/") ? body : "",
                codes);
    }

    private List<QrCode> codes(long phoneId, URI page, String html) {
        Set<String> pictures = new LinkedHashSet<>();
        Matcher images = IMAGE.matcher(html);
        while (images.find() && pictures.size() < MOST_PICTURES) {
            pictures.add(images.group(1).replace("&amp;", "&"));
        }
        List<QrCode> codes = new ArrayList<>();
        for (String picture : pictures) {
            String configId = contactCode(picture);
            if (configId != null) {
                codes.add(new QrCode(picture, picture, configId));
            } else {
                recognised(phoneId, page, picture)
                        .ifPresent(text -> codes.add(new QrCode(picture, text, contactCode(text))));
            }
        }
        return codes;
    }

    private Optional<String> recognised(long phoneId, URI page, String picture) {
        try {
            if (picture.startsWith("data:")) {
                String data = picture.substring(picture.indexOf(',') + 1);
                return QrReader.read(Base64.getMimeDecoder().decode(data));
            }
            Answer answer = follow(phoneId, address(page.resolve(picture).toString()));
            return QrReader.read(answer.response().body());
        } catch (DomainException | IllegalArgumentException e) {
            // A picture from elsewhere, or a broken one: the page is shown without it.
            return Optional.empty();
        }
    }

    private Answer follow(long phoneId, URI start) {
        URI url = start;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            HttpResponse<byte[]> response = get(phoneId, url);
            cookies.keep(phoneId, response.headers().allValues("Set-Cookie"));
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Answer(url, response);
            }
            URI next = url.resolve(location.get());
            if (contactCode(next.toString()) != null) {
                return new Answer(next, response);
            }
            url = asksWhoItIs(next) ? next : address(next.toString());
        }
        throw DomainException.upstream("sandbox.too_many_redirects");
    }

    private boolean asksWhoItIs(URI url) {
        return url.toString().startsWith("http://127.0.0.1:" + platformPort + OfficialAccounts.AUTHORIZE + "?");
    }

    private HttpResponse<byte[]> get(long phoneId, URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(15))
                .header("User-Agent", USER_AGENT)
                .header("Accept-Language", "zh-CN");
        String jar = asksWhoItIs(url) ? "" : cookies.header(phoneId, url.getPath());
        if (!jar.isEmpty()) {
            request.header("Cookie", jar);
        }
        if (asksWhoItIs(url)) {
            request.header(OfficialAccounts.PHONE_HEADER, Long.toString(phoneId));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw DomainException.upstream("sandbox.page_failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.upstream("sandbox.page_failed");
        }
    }

    private static URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw DomainException.invalid("url", "sandbox.page_elsewhere", url);
        }
    }

    private static boolean sameSite(URI one, URI other) {
        String host = "localhost".equals(one.getHost()) ? "127.0.0.1" : one.getHost();
        String otherHost = "localhost".equals(other.getHost()) ? "127.0.0.1" : other.getHost();
        return host != null && host.equals(otherHost) && one.getPort() == other.getPort();
    }
}
