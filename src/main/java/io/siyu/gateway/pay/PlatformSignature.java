package io.siyu.gateway.pay;

import com.github.binarywang.wxpay.v3.Validator;
import com.github.binarywang.wxpay.v3.util.PemUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's signature on what it tells us: RSA-SHA256 over timestamp, nonce and the raw body. Stricter than WxJava's own check, which
 * lets pass answers that are not JSON, any timestamp, and any key id.
 */
class PlatformSignature implements Validator {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final PublicKey key;
    private final String keyId;
    private final Clock clock;

    PlatformSignature(String publicKeyPem, String keyId, Clock clock) {
        this.key = PemUtils.loadPublicKey(new ByteArrayInputStream(publicKeyPem.getBytes(StandardCharsets.US_ASCII)));
        this.keyId = keyId;
        this.clock = clock;
    }

    /** What is wrong with it; empty when it is from the platform and from now. */
    Optional<String> fault(
            @Nullable String serial,
            @Nullable String signature,
            @Nullable String timestamp,
            @Nullable String nonce,
            byte[] body) {
        if (serial == null || signature == null || timestamp == null || nonce == null) {
            return Optional.of("not signed");
        }
        if (!serial.equals(keyId)) {
            return Optional.of("signed with another key");
        }
        if (!fresh(timestamp)) {
            return Optional.of("not of these minutes");
        }
        return verifies(timestamp, nonce, body, signature) ? Optional.empty() : Optional.of("signature does not match");
    }

    @Override
    public boolean validate(CloseableHttpResponse answer) throws IOException {
        byte[] body = answer.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(answer.getEntity());
        return fault(
                        header(answer, "Wechatpay-Serial"),
                        header(answer, "Wechatpay-Signature"),
                        header(answer, "Wechatpay-Timestamp"),
                        header(answer, "Wechatpay-Nonce"),
                        body)
                .isEmpty();
    }

    private boolean fresh(String timestamp) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signed, clock.instant()).abs().compareTo(FRESH) <= 0;
    }

    private boolean verifies(String timestamp, String nonce, byte[] body, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
            check.update(body);
            check.update((byte) '\n');
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's public key cannot be used", e);
        }
    }

    private static @Nullable String header(CloseableHttpResponse answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
