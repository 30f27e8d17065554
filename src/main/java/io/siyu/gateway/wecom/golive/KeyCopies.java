package io.siyu.gateway.wecom.golive;

import io.siyu.foundation.crypto.InstalledKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Proof that somebody holds a copy of the master key: the first letters of its SHA-256, which only the copy tells. Without the key a
 * backup of the database opens no phone number and no address.
 */
@Component
class KeyCopies {

    static final int LETTERS = 8;

    private final InstalledKeys keys;
    private final JdbcClient jdbc;
    private final Clock clock;

    KeyCopies(Environment environment, @Value("${siyu.data-dir}") Path dataDir, JdbcClient jdbc, Clock clock) {
        this.keys = new InstalledKeys(environment, dataDir);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Copy(String provedBy, Instant provedAt) {}

    /** Where the key is to be copied from. */
    String source() {
        return keys.inSetting() ? "SIYU_MASTER_KEY" : keys.file().toString();
    }

    /** Of the key as it is today; one that was changed is to be copied again. */
    Optional<Copy> copy() {
        return jdbc.sql("select proved_by, proved_at from wecom_key_copy where fingerprint = :fingerprint")
                .param("fingerprint", fingerprint())
                .query((row, number) -> new Copy(
                        row.getString("proved_by"),
                        row.getObject("proved_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** @return false when this is not how the fingerprint of the key begins */
    boolean prove(String beginning, String who) {
        String fingerprint = fingerprint();
        if (beginning.length() < LETTERS || !fingerprint.startsWith(beginning)) {
            return false;
        }
        jdbc.sql("""
                insert into wecom_key_copy (fingerprint, proved_by, proved_at) values (:fingerprint, :who, :now)
                on conflict (fingerprint) do update set proved_by = excluded.proved_by, proved_at = excluded.proved_at""")
                .param("fingerprint", fingerprint)
                .param("who", who)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return true;
    }

    /** Of the text as it lies in the file or stands in the setting. */
    private String fingerprint() {
        try {
            byte[] text = keys.text().orElse("").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
