package io.siyu.gateway.pay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as it is told, signed or not, and remembers what it was asked. */
final class FakeWeChatPay implements AutoCloseable {

    static final String HOST = "fake.mch.weixin.qq.com";

    /** Made once: a pair takes longer than everything that is tested with it. */
    private static final KeyPair PLATFORM = keys();

    private static final KeyPair MERCHANT = keys();
    private static final KeyPair ANOTHER = keys();

    final KeyPair platformKeys = PLATFORM;
    final KeyPair merchantKeys = MERCHANT;
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Clock clock;
    private volatile int status = 200;
    private volatile String body = "{}";
    private volatile boolean signed = true;
    private volatile String contentType = "application/json";
    private volatile Duration age = Duration.ZERO;

    FakeWeChatPay(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    FakeWeChatPay answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
        return this;
    }

    FakeWeChatPay unsigned() {
        signed = false;
        return this;
    }

    FakeWeChatPay as(String newContentType) {
        contentType = newContentType;
        return this;
    }

    FakeWeChatPay signedBefore(Duration newAge) {
        age = newAge;
        return this;
    }

    WeChatPayProperties properties(KeyPair believedPlatform) {
        return new WeChatPayProperties(
                "http://" + HOST + ":" + server.getAddress().getPort(),
                "wxapp",
                "1900000001",
                "5157F09EFDC096DE15EBE81A47057A72",
                pem("PRIVATE KEY", merchantKeys.getPrivate().getEncoded()),
                pem("PUBLIC KEY", believedPlatform.getPublic().getEncoded()),
                "PUB_KEY_ID_1",
                "0123456789abcdef0123456789abcdef",
                HOST);
    }

    /** The headers by which a notification is believed. */
    Map<String, String> headers(String text, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return Map.of(
                "wechatpay-timestamp",
                timestamp,
                "wechatpay-nonce",
                "n",
                "wechatpay-serial",
                "PUB_KEY_ID_1",
                "wechatpay-signature",
                sign(timestamp + "\nn\n" + text + "\n"));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String text = status == 204 ? "" : body;
            if (signed) {
                headers(text, clock.instant().minus(age)).forEach(exchange.getResponseHeaders()::set);
            }
            if (status != 204) {
                exchange.getResponseHeaders().set("Content-Type", contentType);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(platformKeys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair anotherPlatformsKeys() {
        return ANOTHER;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(encoded), kind);
    }
}
