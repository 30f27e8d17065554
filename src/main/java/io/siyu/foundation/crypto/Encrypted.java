package io.siyu.foundation.crypto;

import org.jspecify.annotations.Nullable;

/** Where a module keeps cipher texts, so that they can be sealed anew when the master key is changed. */
public interface Encrypted {

    Column column();

    /**
     * A column of sealed bytes in a table numbered by {@code id}.
     *
     * @param index the blind index that lies beside it; absent where nothing is looked up
     */
    record Column(String table, String name, @Nullable Index index) {

        public Column {
            requireName(table);
            requireName(name);
        }
    }

    /**
     * A text column with {@link Vault#blindIndex} in hexadecimal.
     *
     * @param purpose as given to the vault
     * @param unique whether two rows of one value are one too many; a name may be that of several
     */
    record Index(String name, String purpose, boolean unique) {

        public Index {
            requireName(name);
        }

        public Index(String name, String purpose) {
            this(name, purpose, true);
        }

        /** Of a value that several rows may have. */
        public static Index shared(String name, String purpose) {
            return new Index(name, purpose, false);
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a name of the database: " + name);
        }
    }
}
