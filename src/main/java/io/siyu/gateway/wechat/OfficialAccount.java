package io.siyu.gateway.wechat;

import io.siyu.foundation.metric.PlatformCalls;
import io.siyu.shared.DomainException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our official account at WeChat: who somebody is who opens a page of ours inside WeChat, asked without their noticing (snsapi_base).
 * Somebody waits for the page meanwhile, so a call takes a second and a half at most, few are made at once, and after trouble none for a
 * while. Refusals are those of {@link MiniProgram}. No call may be made inside a transaction.
 */
@Component
public class OfficialAccount {

    private static final Logger log = LoggerFactory.getLogger(OfficialAccount.class);
    private static final Duration AT_MOST = Duration.ofMillis(1500);
    private static final int AT_ONCE = 64;
    private static final Set<Integer> BAD_CODE = Set.of(40029, 40163, 41008);
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,128}");
    private static final PlatformCalls CALLS =
            PlatformCalls.of("wechat", List.of("none", "-1", "40029", "40163", "45009"));

    private final OfficialAccountProperties properties;
    private final JsonMapper json;
    private final Rest rest;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(AT_MOST).build();

    OfficialAccount(OfficialAccountProperties properties, JsonMapper json, Clock clock) {
        this.properties = properties;
        this.json = json;
        this.rest = new Rest(clock);
    }

    /** Whether there is one at all. */
    public boolean configured() {
        return properties.appId() != null && properties.secret() != null;
    }

    /** To which WeChat sends browsers back. */
    public List<String> domains() {
        return properties.domains();
    }

    /** Whether a browser that asked for this host may be sent to WeChat now, and will come back. */
    public boolean asks(String host) {
        return configured() && properties.domains().contains(host.toLowerCase(Locale.ROOT)) && !rest.resting();
    }

    public String appId() {
        String appId = properties.appId();
        if (appId == null || properties.secret() == null) {
            throw DomainException.upstream("wechat.not_configured");
        }
        return appId;
    }

    /**
     * Where a browser inside WeChat is sent; it comes back at once, with {@code code} and {@code state}.
     *
     * @param state letters and digits, 128 at most
     */
    public URI authorizeUrl(String backTo, String state) {
        return URI.create(properties.openUrl() + "/connect/oauth2/authorize?appid=" + encoded(appId())
                + "&redirect_uri=" + encoded(backTo) + "&response_type=code&scope=snsapi_base&state=" + state
                + "#wechat_redirect");
    }

    /** Who brought this code; it is good once, for five minutes. */
    public Login visitor(String code) {
        if (!CODE.matcher(code).matches()) {
            throw DomainException.invalid("code", "wechat.code_invalid");
        }
        JsonNode answer = get("/sns/oauth2/access_token", Map.of("code", code, "grant_type", "authorization_code"));
        String openId = answer.path("openid").asString("");
        if (openId.isEmpty()) {
            throw DomainException.upstream("wechat.unavailable");
        }
        String unionId = answer.path("unionid").asString("");
        return new Login(openId, unionId.isEmpty() ? null : unionId);
    }

    /** @return the code with which WeChat refuses our app id and secret; 0 when it takes them */
    public int checkCredentials() {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(json.writeValueAsString(
                Map.of("grant_type", "client_credential", "appid", appId(), "secret", secret())));
        HttpRequest request = HttpRequest.newBuilder(URI.create(properties.baseUrl() + "/cgi-bin/stable_token"))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        int refused = send("stable_token", request).path("errcode").asInt(0);
        if (refused == 0) {
            rest.over();
        }
        return refused;
    }

    private JsonNode get(String path, Map<String, String> query) {
        StringBuilder address = new StringBuilder(
                properties.baseUrl() + path + "?appid=" + encoded(appId()) + "&secret=" + encoded(secret()));
        query.forEach(
                (name, value) -> address.append('&').append(name).append('=').append(encoded(value)));
        JsonNode answer = send(
                path, HttpRequest.newBuilder(URI.create(address.toString())).build());
        int refused = answer.path("errcode").asInt(0);
        if (refused != 0) {
            throw refusal(path, refused, answer.path("errmsg").asString(""));
        }
        rest.answered();
        return answer;
    }

    private JsonNode send(String what, HttpRequest request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a call to WeChat inside a transaction");
        }
        if (!places.tryAcquire()) {
            throw DomainException.tooMany("wechat.too_often");
        }
        try {
            return json.readTree(CALLS.timed(() -> answer(request)));
        } catch (IOException | JacksonException e) {
            CALLS.refused("none");
            rest.unanswered();
            log.warn("WeChat did not answer {}: {}", what, e.getClass().getSimpleName());
            throw DomainException.upstream("wechat.unavailable");
        } finally {
            places.release();
        }
    }

    /** However slowly it trickles in: the whole answer within the time. */
    private String answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> asked = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return asked.get(AT_MOST.toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            asked.cancel(true);
        }
    }

    private DomainException refusal(String what, int code, String words) {
        CALLS.refused(String.valueOf(code));
        if (BAD_CODE.contains(code)) {
            return DomainException.invalid("code", "wechat.code_invalid");
        }
        log.warn("WeChat refused {}: {} {}", what, code, words);
        return rest.refused(code)
                ? DomainException.tooMany("wechat.too_often")
                : DomainException.upstream("wechat.unavailable");
    }

    private String secret() {
        @Nullable String secret = properties.secret();
        if (secret == null) {
            throw DomainException.upstream("wechat.not_configured");
        }
        return secret;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
