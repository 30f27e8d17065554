package io.siyu.foundation.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * Seals personal data and secrets for the database, and makes the blind index by which an equal value is found again without being
 * readable. Sealed form: 4 bytes id of the master key, 12 bytes nonce, AES-256-GCM text with its 16-byte tag. While keys are changed
 * there are several: the newest seals, all open.
 */
@Component
@Import(MasterKeyConfiguration.class)
public class Vault {

    private static final int ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String SEALING = "seal-1";

    private final SecureRandom random = new SecureRandom();
    private final MasterKeys keys;

    Vault(MasterKeys keys) {
        this.keys = keys;
    }

    /** Encrypts under the newest key; the same text is different every time. */
    public byte[] seal(String text) {
        MasterKey key = keys.newest();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + sealed.length)
                .putInt(key.id())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when it was sealed under a key we do not have, or changed */
    public String open(byte[] sealed) {
        if (sealed.length < ID_BYTES + NONCE_BYTES + TAG_BYTES) {
            throw new IllegalStateException("too short to be sealed");
        }
        return candidates(idOf(sealed)).stream()
                .map(key -> tryToOpen(key, sealed))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this was not sealed with a master key of ours"));
    }

    /** Whether sealing it anew would change the key it lies under. */
    boolean outdated(byte[] sealed) {
        return idOf(sealed) != keys.newest().id();
    }

    /** The id of the key that seals now. */
    int newestKey() {
        return keys.newest().id();
    }

    /** Whether what was sealed under this key can still be opened. */
    boolean knows(int keyId) {
        return keys.find(keyId).isPresent();
    }

    /** Whether former keys are still configured, so that there may be something to seal anew. */
    boolean changingKeys() {
        return keys.all().size() > 1;
    }

    /** Equal values of one purpose have equal indexes; nothing else can be learned from it without the master key. */
    public byte[] blindIndex(String purpose, String value) {
        return index(keys.newest(), purpose, value);
    }

    /** Under which indexes the value may lie: the newest key's first, then, while keys are changed, those of the former ones. */
    public List<byte[]> blindIndexes(String purpose, String value) {
        return keys.all().stream().map(key -> index(key, purpose, value)).toList();
    }

    private static byte[] index(MasterKey key, String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.derive("index-" + purpose), "HmacSHA256"));
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private List<MasterKey> candidates(int id) {
        Optional<MasterKey> key = keys.find(id);
        if (key.isEmpty() && id != MasterKey.FIRST_FORM) {
            throw new IllegalStateException("sealed under the unknown key " + Integer.toHexString(id));
        }
        return key.map(List::of).orElse(keys.all());
    }

    private static int idOf(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt();
    }

    private static @Nullable String tryToOpen(MasterKey key, byte[] sealed) {
        byte[] nonce = Arrays.copyOfRange(sealed, ID_BYTES, ID_BYTES + NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(sealed, ID_BYTES + NONCE_BYTES, sealed.length);
        try {
            return new String(run(Cipher.DECRYPT_MODE, key, nonce, text), StandardCharsets.UTF_8);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static byte[] run(int mode, MasterKey key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec sealing = new SecretKeySpec(key.derive(SEALING), "AES");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not sealed with this key", e);
        }
    }
}
