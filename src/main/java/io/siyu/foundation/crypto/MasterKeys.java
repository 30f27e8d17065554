package io.siyu.foundation.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The master keys of this installation, newest first: the first one seals, all of them open. More than one only while keys are changed. */
record MasterKeys(List<MasterKey> all) {

    MasterKeys {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalStateException("siyu.master-key holds no key");
        }
        if (all.stream().map(MasterKey::id).distinct().count() < all.size()) {
            throw new IllegalStateException("siyu.master-key holds the same key twice");
        }
    }

    /** From the setting if it is given, else from the file. */
    static MasterKeys of(@Nullable String configured, Path file) {
        return configured != null && !configured.isBlank() ? fromText(configured) : fromFile(file);
    }

    /** Keys in Base64, one a line or with commas between them. */
    static MasterKeys fromText(String text) {
        return new MasterKeys(Arrays.stream(text.split("[\\s,]+"))
                .filter(key -> !key.isEmpty())
                .map(MasterKey::fromBase64)
                .toList());
    }

    private static MasterKeys fromFile(Path file) {
        try {
            return fromText(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be read", e);
        }
    }

    MasterKey newest() {
        return all.getFirst();
    }

    Optional<MasterKey> find(int id) {
        return all.stream().filter(key -> key.id() == id).findFirst();
    }
}
