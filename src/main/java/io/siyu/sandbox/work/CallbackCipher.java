package io.siyu.sandbox.work;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and signs callbacks of WeChat Work.
 *
 * <p>Plain text is 16 random bytes, the length in four bytes, the XML and the receiver's id; AES-256-CBC with the key's
 * first half as the initial vector, padded by PKCS#7 to 32 bytes (developer.work.weixin.qq.com/document/path/90968).
 */
class CallbackCipher {

    private static final int PADDING_BLOCK = 32;

    private final String token;
    private final String receiveId;
    private final byte[] key;

    CallbackCipher(String token, String encodingAesKey, String receiveId) {
        this.token = token;
        this.receiveId = receiveId;
        this.key = Base64.getDecoder().decode(encodingAesKey + "=");
    }

    String encrypt(byte[] random, String xml) {
        byte[] text = xml.getBytes(StandardCharsets.UTF_8);
        byte[] receiver = receiveId.getBytes(StandardCharsets.UTF_8);
        int length = random.length + 4 + text.length + receiver.length;
        int padding = PADDING_BLOCK - length % PADDING_BLOCK;
        ByteBuffer plain = ByteBuffer.allocate(length + padding);
        plain.put(random).putInt(text.length).put(text).put(receiver);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String signature(String timestamp, String nonce, String encrypted) {
        String joined = Stream.of(token, timestamp, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(joined.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
