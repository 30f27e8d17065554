package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.delivery.DeliveryKind;
import io.siyu.shared.RandomCode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Callbacks of WeChat Work: encrypted, three attempts, anything but 200 is a failure. */
@Component
@InSandbox
class WorkCallbacks implements DeliveryKind {

    static final String KIND = "work";

    private static final int ATTEMPTS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SandboxKeys keys;
    private final CallbackCipher cipher;
    private final Clock clock;

    WorkCallbacks(SandboxKeys keys, Clock clock) {
        this.keys = keys;
        this.cipher = new CallbackCipher(keys.callbackToken(), keys.callbackAesKey(), keys.corpId());
        this.clock = clock;
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public HttpRequest.Builder request(Pending pending, URI product) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String encrypted = cipher.encrypt(random, pending.plain());
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String nonce = RandomCode.digits(10);
        String query = "?msg_signature=" + cipher.signature(timestamp, nonce, encrypted) + "&timestamp=" + timestamp
                + "&nonce=" + URLEncoder.encode(nonce, StandardCharsets.UTF_8);
        String body = "<xml><ToUserName><![CDATA[" + keys.corpId() + "]]></ToUserName><AgentID><![CDATA["
                + keys.agentId() + "]]></AgentID><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
        return HttpRequest.newBuilder(product.resolve("/callbacks/wecom/main" + query))
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Override
    public boolean accepted(int status) {
        return status == 200;
    }

    @Override
    public @Nullable Duration pauseAfter(int attempts) {
        return attempts < ATTEMPTS ? Duration.ofSeconds(attempts) : null;
    }
}
