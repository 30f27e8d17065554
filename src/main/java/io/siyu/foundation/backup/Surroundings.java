package io.siyu.foundation.backup;

import io.siyu.foundation.crypto.InstalledKeys;
import io.siyu.foundation.database.DatabaseAccess;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/**
 * The installation at hand.
 *
 * @param product the version of Siyu that is running
 */
record Surroundings(Environment environment, String product) {

    Path dataDir() {
        return DatabaseAccess.dataDir(environment);
    }

    InstalledKeys keys() {
        return new InstalledKeys(environment, dataDir());
    }

    String zone() {
        return environment.getProperty("siyu.zone", "Asia/Shanghai");
    }
}
