package io.siyu.sandbox.pay;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.delivery.Deliveries;
import io.siyu.sandbox.delivery.DeliveryKind;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.shared.RandomCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Notifications of WeChat Pay: encrypted under the APIv3 key, signed, and repeated for a day until they are accepted. */
@Component
@InSandbox
class PayNotices implements DeliveryKind {

    private static final String KIND = "pay";

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(60),
            Duration.ofHours(3),
            Duration.ofHours(3),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(6));

    private final PaySigning signing;
    private final SandboxKeys keys;
    private final Clock clock;

    PayNotices(PaySigning signing, SandboxKeys keys, Clock clock) {
        this.signing = signing;
        this.keys = keys;
        this.clock = clock;
    }

    /** Posts one; its id stays the same however often it is sent. */
    void post(Deliveries deliveries, String event, String summary, String originalType, String url, JsonNode resource) {
        ObjectNode plain = Json.object()
                .put("id", "EV-" + RandomCode.digits(26))
                .put("create_time", PayTimes.text(clock.instant()))
                .put("event_type", event)
                .put("summary", summary)
                .put("original_type", originalType);
        plain.set("resource", resource);
        deliveries.post(KIND, event, url, "pay " + resource.path("out_trade_no").asString(), plain.toString());
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public HttpRequest.Builder request(Pending pending, URI product) {
        Fields plain = new Fields(Json.parse(pending.plain()));
        String originalType = plain.text("original_type", "");
        String nonce = RandomCode.letters(12);
        ObjectNode notice = Json.object()
                .put("id", plain.text("id", ""))
                .put("create_time", plain.text("create_time", ""))
                .put("resource_type", "encrypt-resource")
                .put("event_type", plain.text("event_type", ""))
                .put("summary", plain.text("summary", ""));
        notice.putObject("resource")
                .put("original_type", originalType)
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("ciphertext", encrypt(plain.object("resource").node().toString(), nonce, originalType))
                .put("associated_data", originalType)
                .put("nonce", nonce);
        String body = notice.toString();
        String url = pending.url() == null ? "/callbacks/wechatpay" : pending.url();
        HttpRequest.Builder request = HttpRequest.newBuilder(product.resolve(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        signing.headers(body).forEach(request::header);
        return request;
    }

    @Override
    public boolean accepted(int status) {
        return status == 200 || status == 204;
    }

    @Override
    public @Nullable Duration pauseAfter(int attempts) {
        return attempts <= PAUSES.size() ? PAUSES.get(attempts - 1) : null;
    }

    private String encrypt(String plain, String nonce, String associatedData) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] key = keys.apiV3Key().getBytes(StandardCharsets.UTF_8);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
