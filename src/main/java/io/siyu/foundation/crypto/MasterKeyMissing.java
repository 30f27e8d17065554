package io.siyu.foundation.crypto;

import java.nio.file.Path;

/** The database was sealed with a master key that this node does not have; it must not start and seal with another. */
final class MasterKeyMissing extends RuntimeException {

    private final String action;

    private MasterKeyMissing(String sentence, String action) {
        super(sentence);
        this.action = action;
    }

    static MasterKeyMissing none(Path file) {
        return new MasterKeyMissing(
                "This database was sealed with a master key, and there is none here: neither SIYU_MASTER_KEY nor the file "
                        + file + ".",
                "Give this node the key that the other nodes have, or the one from the backup: as SIYU_MASTER_KEY or as that file.");
    }

    static MasterKeyMissing another(String where) {
        return new MasterKeyMissing(
                "The master key in " + where + " is not the one that this database was sealed with.",
                "Take the key that the other nodes have, or the one from the same backup as the database. To change keys, put the"
                        + " new one before the old one and keep both.");
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    String action() {
        return action;
    }
}
