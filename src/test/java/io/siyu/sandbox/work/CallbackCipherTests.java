package io.siyu.sandbox.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siyu.sandbox.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallbackCipherTests {

    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    @Test
    void what_it_encrypts_can_be_read_with_the_key() throws Exception {
        CallbackCipher cipher = new CallbackCipher("token", KEY, "ww0123456789abcdef");
        for (int length = 0; length < 70; length++) {
            String xml = "<xml>" + "茶".repeat(length) + "</xml>";
            Opened opened = open(KEY, cipher.encrypt(new byte[16], xml));
            assertThat(opened.text()).isEqualTo(xml);
            assertThat(opened.receiveId()).isEqualTo("ww0123456789abcdef");
        }
    }

    @Test
    void it_makes_the_very_bytes_and_signatures_of_the_platforms_own_examples() throws Exception {
        String fixtures = System.getProperty("siyu.fixtures", "");
        assumeTrue(!fixtures.isBlank() && Files.isDirectory(Path.of(fixtures)), "no fixtures here");
        int seen = 0;
        try (var files = Files.newDirectoryStream(Path.of(fixtures, "crypto", "vectors"), "cp-*.json")) {
            for (Path file : files) {
                JsonNode vector = Json.parse(Files.readString(file));
                String encrypted = text(vector, vector.has("encrypt") ? "encrypt" : "echostr");
                String key = text(vector, "encodingAesKey");
                CallbackCipher cipher = new CallbackCipher(text(vector, "token"), key, text(vector, "receiveId"));
                assertThat(cipher.signature(text(vector, "timestamp"), text(vector, "nonce"), encrypted))
                        .as(file.toString())
                        .isEqualTo(text(vector, "msgSignature"));
                Opened opened = open(key, encrypted);
                assertThat(opened.receiveId()).isEqualTo(text(vector, "receiveId"));
                assertThat(cipher.encrypt(opened.random(), opened.text()))
                        .as(file.toString())
                        .isEqualTo(encrypted);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    private static String text(JsonNode vector, String field) {
        return vector.path(field).asString();
    }

    private record Opened(byte[] random, String text, String receiveId) {}

    /** Written from the documentation, not from the class under test. */
    private static Opened open(String encodingAesKey, String encrypted) throws Exception {
        byte[] key = Base64.getDecoder().decode(encodingAesKey + "=");
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
        byte[] plain = cipher.doFinal(Base64.getDecoder().decode(encrypted));
        int padding = plain[plain.length - 1];
        ByteBuffer buffer = ByteBuffer.wrap(plain, 0, plain.length - padding);
        byte[] random = new byte[16];
        buffer.get(random);
        byte[] text = new byte[buffer.getInt()];
        buffer.get(text);
        byte[] receiver = new byte[buffer.remaining()];
        buffer.get(receiver);
        return new Opened(
                random, new String(text, StandardCharsets.UTF_8), new String(receiver, StandardCharsets.UTF_8));
    }
}
