package io.siyu.foundation.crypto;

import io.siyu.foundation.database.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The master keys that this installation is given, for who takes a database elsewhere or brings one: nothing is opened with them here. */
public final class InstalledKeys {

    private final @Nullable String configured;
    private final Path file;

    public InstalledKeys(Environment environment, Path dataDir) {
        configured = environment.getProperty("siyu.master-key");
        file = dataDir.resolve("keys").resolve("master.key");
    }

    /** As they stand in the setting or in the file; empty where no key was ever given or made. */
    public Optional<String> text() {
        if (inSetting()) {
            return Optional.ofNullable(configured);
        }
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be read", e);
        }
    }

    /** Whether they come from the setting and not from the file. */
    public boolean inSetting() {
        return configured != null && !configured.isBlank();
    }

    /** Whether one of these keys is the one that a database with this check value was sealed with. */
    public static boolean fit(String keys, byte[] checkValue) {
        return MasterKeys.fromText(keys).all().stream()
                .anyMatch(key -> MessageDigest.isEqual(key.derive(KeyCheck.PURPOSE), checkValue));
    }

    /** Puts the keys where the application looks for them, unless it has some. */
    public void keep(String keys) {
        try {
            if (!Folders.makeSecret(file, keys.strip())) {
                throw new IllegalStateException("There is a master key already: " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be made", e);
        }
    }

    public Path file() {
        return file;
    }
}
