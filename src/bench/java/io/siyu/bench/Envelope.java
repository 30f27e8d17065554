package io.siyu.bench;

import io.siyu.bench.World.Friend;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Callbacks of WeChat Work as they come over the wire: encrypted, signed, in their XML. */
final class Envelope {

    private static final int RANDOM_BYTES = 16;
    private static final int BLOCK = 32;

    private final String corpId;
    private final String token;
    private final byte[] key;

    Envelope(Properties keys) {
        this.corpId = keys.getProperty("corp-id");
        this.token = keys.getProperty("callback-token");
        this.key = Base64.getDecoder().decode(keys.getProperty("callback-aes-key") + "=");
    }

    /** "Somebody added an employee", with the state of the contact way and the right to greet. */
    byte[] added(Friend friend) {
        return post("add_external_contact", friend.userId(), friend.externalUserId(), """
                <State><![CDATA[%s]]></State><WelcomeCode><![CDATA[%s]]></WelcomeCode>""".formatted(
                        friend.state(), friend.welcomeCode()));
    }

    /** @param more further elements */
    byte[] post(String changeType, String userId, String externalUserId, String more) {
        String message =
                """
                <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>\
                <CreateTime>%d</CreateTime><MsgType><![CDATA[event]]></MsgType>\
                <Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[%s]]></ChangeType>\
                <UserID><![CDATA[%s]]></UserID><ExternalUserID><![CDATA[%s]]></ExternalUserID>%s</xml>""".formatted(corpId, System.currentTimeMillis() / 1000, changeType, userId, externalUserId, more);
        String encrypted = encrypt(message);
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        String nonce = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000));
        String path = "/callbacks/wecom/main?msg_signature=" + sign(timestamp, nonce, encrypted) + "&timestamp="
                + timestamp + "&nonce=" + nonce;
        String body = "<xml><ToUserName><![CDATA[" + corpId + "]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>"
                + "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
        return Wire.request("POST", path, Map.of("Content-Type", "text/xml"), body);
    }

    private String encrypt(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] receiver = corpId.getBytes(StandardCharsets.UTF_8);
        int length = RANDOM_BYTES + Integer.BYTES + text.length + receiver.length;
        int padding = BLOCK - length % BLOCK;
        byte[] random = new byte[RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        ByteBuffer plain = ByteBuffer.allocate(length + padding);
        plain.put(random).putInt(text.length).put(text).put(receiver);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM_BYTES));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(String timestamp, String nonce, String encrypted) {
        String text = Stream.of(token, timestamp, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
