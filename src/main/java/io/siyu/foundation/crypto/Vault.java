package io.siyu.foundation.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals personal data and secrets for the database, and makes the blind index by which an equal value is found again without being
 * readable. Sealed form: 4 bytes key id, 12 bytes nonce, AES-256-GCM text with its 16-byte tag.
 */
@Component
public class Vault {

    private static final int KEY_ID = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final MasterKey master;
    private final SecretKeySpec sealingKey;

    Vault(@Value("${siyu.master-key:#{null}}") @Nullable String masterKey, @Value("${siyu.data-dir}") Path dataDir) {
        this.master = masterKey != null && !masterKey.isBlank()
                ? MasterKey.fromBase64(masterKey)
                : MasterKey.fromFile(dataDir.resolve("keys").resolve("master.key"));
        this.sealingKey = new SecretKeySpec(master.derive("seal-" + KEY_ID), "AES");
    }

    /** Encrypts; the same text is different every time. */
    public byte[] seal(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(4 + NONCE_BYTES + sealed.length)
                .putInt(KEY_ID)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when it was sealed under another key, or changed */
    public String open(byte[] sealed) {
        int keyId = ByteBuffer.wrap(sealed).getInt();
        if (keyId != KEY_ID) {
            throw new IllegalStateException("sealed under the unknown key " + keyId);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 4, 4 + NONCE_BYTES);
        byte[] text = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, 4 + NONCE_BYTES, sealed.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Equal values of one purpose have equal indexes; nothing else can be learned from it without the master key. */
    public byte[] blindIndex(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master.derive("index-" + purpose), "HmacSHA256"));
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealingKey, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this was not sealed with our master key", e);
        }
    }
}
