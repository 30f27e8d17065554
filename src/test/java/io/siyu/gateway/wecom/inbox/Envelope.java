package io.siyu.gateway.wecom.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;

/** Wraps a message as WeChat Work does, and posts it. */
final class Envelope {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String token;
    private final byte[] key;
    private final String receiveId;

    Envelope(String token, String encodingAesKey, String receiveId) {
        this.token = token;
        this.key = Base64.getDecoder().decode(encodingAesKey + "=");
        this.receiveId = receiveId;
    }

    /** The real one of this context's app. */
    static Envelope of(Environment environment) {
        return new Envelope(
                environment.getRequiredProperty("siyu.wecom.callback-token"),
                environment.getRequiredProperty("siyu.wecom.callback-aes-key"),
                environment.getRequiredProperty("siyu.wecom.corp-id"));
    }

    Envelope withToken(String other) {
        return new Envelope(other, keyText(), receiveId);
    }

    Envelope withReceiver(String other) {
        return new Envelope(token, keyText(), other);
    }

    String seal(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] receiver = receiveId.getBytes(StandardCharsets.UTF_8);
        int length = 20 + text.length + receiver.length;
        int padding = 32 - length % 32;
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        ByteBuffer plain = ByteBuffer.allocate(length + padding)
                .put(random)
                .putInt(text.length)
                .put(text)
                .put(receiver);
        while (plain.hasRemaining()) {
            plain.put((byte) padding);
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String sign(String timestamp, String nonce, String encrypted) {
        String text = Stream.of(token, timestamp, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the status */
    int post(int port, String app, String message) {
        return postRaw(
                port, app, seal(message), "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[%s]]></Encrypt></xml>");
    }

    int postRaw(int port, String app, String encrypted, String body) {
        String nonce = Long.toUnsignedString(RANDOM.nextLong());
        URI uri = URI.create("http://127.0.0.1:%d/callbacks/wecom/%s?msg_signature=%s&timestamp=1409659813&nonce=%s"
                .formatted(port, app, sign("1409659813", nonce, encrypted), nonce));
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "text/xml")
                            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(encrypted)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200 && !answer.body().isEmpty()) {
                throw new AssertionError("accepted with a body: " + answer.body());
            }
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A message of this event, with further elements. */
    static String message(Environment environment, String event, Map<String, String> elements) {
        StringBuilder xml = new StringBuilder("<xml><ToUserName>")
                .append(environment.getRequiredProperty("siyu.wecom.corp-id"))
                .append("</ToUserName><FromUserName>sys</FromUserName><MsgType>event</MsgType><Event>")
                .append(event)
                .append("</Event>");
        if (!elements.containsKey("CreateTime")) {
            // Far ahead, so that no test's clock makes it old.
            xml.append("<CreateTime>4102444800</CreateTime>");
        }
        elements.forEach((name, value) -> xml.append('<')
                .append(name)
                .append("><![CDATA[")
                .append(value)
                .append("]]></")
                .append(name)
                .append('>'));
        return xml.append("</xml>").toString();
    }

    private String keyText() {
        return Base64.getEncoder().withoutPadding().encodeToString(key);
    }
}
