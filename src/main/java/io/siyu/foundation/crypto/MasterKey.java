package io.siyu.foundation.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that comes from outside; every other key is derived from it. */
final class MasterKey {

    /** The id that cipher texts carried before each key had its own. */
    static final int FIRST_FORM = 1;

    static final int BYTES = 32;

    private final byte[] key;

    MasterKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalStateException("siyu.master-key must be " + BYTES + " bytes in Base64, not " + key.length);
        }
        this.key = key.clone();
    }

    static MasterKey fromBase64(String text) {
        return new MasterKey(Base64.getDecoder().decode(text.strip()));
    }

    /** By which its cipher texts are told apart; learned from the key itself, so that nobody has to number keys. */
    int id() {
        int id = ByteBuffer.wrap(derive("key-id")).getInt();
        return id == FIRST_FORM ? id + 1 : id;
    }

    /** A key for one purpose: HMAC-SHA256 of the purpose under the master key. */
    byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
