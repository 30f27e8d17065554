package io.siyu.gateway.wecom.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A callback on its way into the inbox.
 *
 * @param digest of the message, corporation and app: a resend is encrypted anew but says the same
 * @param relation callbacks with the same one are taken in one after the other
 * @param wanted whether anybody has something to do for it; what nobody wants is written down as done with
 * @param welcome whether it carries a welcome code
 */
record Arrival(
        String digest,
        String app,
        String event,
        String changeType,
        @Nullable String relation,
        Map<String, String> fields,
        boolean wanted,
        boolean welcome,
        Instant receivedAt) {

    static Arrival of(
            String app, String corpId, String message, Map<String, String> fields, boolean wanted, Instant receivedAt) {
        return new Arrival(
                digest(message, corpId, app),
                app,
                fields.getOrDefault("Event", ""),
                fields.getOrDefault("ChangeType", ""),
                relation(fields),
                wanted ? fields : KeptFields.of(fields),
                wanted,
                !fields.getOrDefault("WelcomeCode", "").isEmpty(),
                receivedAt);
    }

    private static @Nullable String relation(Map<String, String> fields) {
        String customer = fields.getOrDefault("ExternalUserID", "");
        String employee = fields.getOrDefault("UserID", "");
        String chat = fields.getOrDefault("ChatId", "");
        if (!customer.isEmpty() || !employee.isEmpty()) {
            return customer + "|" + employee;
        }
        return chat.isEmpty() ? null : "chat " + chat;
    }

    private static String digest(String message, String corpId, String app) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(message.getBytes(StandardCharsets.UTF_8));
            digest.update(("\n" + corpId + "\n" + app).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
