package io.siyu.foundation.crypto;

import io.siyu.foundation.database.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes sure that this node has the key that the database was sealed with. The database keeps a value derived from the newest key,
 * from which the key cannot be learned: whoever starts first writes it, everybody after has to agree with it.
 */
final class KeyCheck {

    static final String PURPOSE = "check";

    private final JdbcClient jdbc;

    KeyCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The keys from the setting, else from the file; the file is made only for a database that no key was ever used with.
     *
     * @throws MasterKeyMissing when the database was sealed with a key that is not here
     */
    MasterKeys admitted(@Nullable String configured, Path file) {
        boolean given = configured != null && !configured.isBlank();
        boolean made = !given && !Files.exists(file) && make(file);
        MasterKeys keys = MasterKeys.of(configured, file);
        if (!agrees(keys)) {
            if (made) {
                delete(file);
            }
            throw made
                    ? MasterKeyMissing.none(file)
                    : MasterKeyMissing.another(given ? "SIYU_MASTER_KEY" : file.toString());
        }
        return keys;
    }

    private boolean make(Path file) {
        if (stored().isPresent()) {
            // A node that shares the folder may have made both between our two looks.
            if (Files.exists(file)) {
                return false;
            }
            throw MasterKeyMissing.none(file);
        }
        byte[] fresh = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            return Folders.makeSecret(file, Base64.getEncoder().encodeToString(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be made", e);
        }
    }

    /** While keys are changed, a former one will do; from then on the newest is asked for. */
    private boolean agrees(MasterKeys keys) {
        byte[] newest = keys.newest().derive(PURPOSE);
        jdbc.sql("insert into crypto_master_key (check_value) values (:newest) on conflict do nothing")
                .param("newest", newest)
                .update();
        byte[] stored = stored().orElseThrow();
        boolean known = keys.all().stream().anyMatch(key -> MessageDigest.isEqual(key.derive(PURPOSE), stored));
        if (known && !MessageDigest.isEqual(newest, stored)) {
            jdbc.sql("update crypto_master_key set check_value = :newest where check_value = :stored")
                    .param("newest", newest)
                    .param("stored", stored)
                    .update();
        }
        return known;
    }

    private Optional<byte[]> stored() {
        return jdbc.sql("select check_value from crypto_master_key")
                .query(byte[].class)
                .optional();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The useless key " + file + " cannot be deleted", e);
        }
    }
}
