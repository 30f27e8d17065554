package io.siyu.foundation.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup file says about itself; its last entry, so a file without one was cut short.
 *
 * @param product the version of Siyu that wrote it
 * @param server the version of PostgreSQL it came from
 * @param zone whose days the daily figures were added up by
 * @param epoch of the streams, when it was written
 * @param keyCheck derived from the master key that seals what is inside, in Base64; absent where nothing was ever sealed
 * @param withKey whether the master key itself is inside
 */
record Manifest(
        int format,
        String product,
        String server,
        Instant exportedAt,
        String zone,
        int epoch,
        @Nullable String keyCheck,
        boolean withKey,
        List<Migration> migrations,
        List<Table> tables,
        List<Partition> partitions,
        List<Sequence> sequences,
        List<Kept> files) {

    /** Raised when a reader of the former form could not read it. */
    static final int FORMAT = 1;

    static final String ENTRY = "manifest.json";
    static final String HISTORY = "flyway_schema_history";

    record Migration(String version, int checksum) {}

    /** @param sha256 of the rows as they lie in the file, in hex */
    record Table(String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /** @param bound as PostgreSQL writes it: {@code FOR VALUES FROM ('…') TO ('…')} */
    record Partition(String parent, String name, String bound) {}

    record Sequence(String name, long lastValue, boolean called) {}

    /** @param path under the data folder, with slashes */
    record Kept(String path, long bytes, String sha256) {

        String entry() {
            return "data/" + path;
        }
    }
}
