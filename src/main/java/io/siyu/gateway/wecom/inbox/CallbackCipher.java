package io.siyu.gateway.wecom.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpStatus;

/**
 * The envelope of WeChat Work's callbacks. Signature: SHA-1 over the sorted token, timestamp, nonce and cipher text. Cipher: AES-256-CBC
 * over 16 random bytes, the length of the message, the message, and the receiver's id, padded to 32 bytes.
 */
public class CallbackCipher {

    private static final int RANDOM_BYTES = 16;
    private static final int HEAD_BYTES = RANDOM_BYTES + Integer.BYTES;
    private static final int BLOCK = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String token;
    private final byte[] key;
    private final String receiveId;

    public CallbackCipher(String token, String encodingAesKey, String receiveId) {
        this.token = token;
        this.key = Base64.getDecoder().decode(encodingAesKey + "=");
        this.receiveId = receiveId;
    }

    /** @return the message inside, from the platform and for us */
    public String open(String signature, String timestamp, String nonce, String encrypted) {
        byte[] expected = sign(timestamp, nonce, encrypted).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedCallback(HttpStatus.FORBIDDEN, "signature");
        }
        ByteBuffer plain = ByteBuffer.wrap(decrypt(encrypted));
        if (plain.remaining() < HEAD_BYTES) {
            throw unreadable();
        }
        int length = plain.position(RANDOM_BYTES).getInt();
        if (length < 0 || length > plain.remaining()) {
            throw unreadable();
        }
        byte[] message = new byte[length];
        plain.get(message);
        String receiver = StandardCharsets.UTF_8.decode(plain).toString();
        if (!receiver.equals(receiveId)) {
            throw new RefusedCallback(HttpStatus.FORBIDDEN, "for somebody else");
        }
        return new String(message, StandardCharsets.UTF_8);
    }

    /** As the platform does: the message under its envelope, of our own making. */
    public String seal(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] receiver = receiveId.getBytes(StandardCharsets.UTF_8);
        int length = HEAD_BYTES + text.length + receiver.length;
        int padding = BLOCK - length % BLOCK;
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] plain = ByteBuffer.allocate(length + padding)
                .put(random)
                .putInt(text.length)
                .put(text)
                .put(receiver)
                .array();
        Arrays.fill(plain, length, length + padding, (byte) padding);
        try {
            return Base64.getEncoder()
                    .encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    public String sign(String timestamp, String nonce, String encrypted) {
        String text = Stream.of(token, timestamp, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private byte[] decrypt(String encrypted) {
        try {
            return withoutPadding(
                    cipher(Cipher.DECRYPT_MODE).doFinal(Base64.getDecoder().decode(encrypted)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw unreadable();
        }
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM_BYTES));
        return cipher;
    }

    private static byte[] withoutPadding(byte[] padded) {
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK || padding > padded.length) {
            throw unreadable();
        }
        return Arrays.copyOf(padded, padded.length - padding);
    }

    private static RefusedCallback unreadable() {
        return new RefusedCallback(HttpStatus.BAD_REQUEST, "cipher text");
    }
}
