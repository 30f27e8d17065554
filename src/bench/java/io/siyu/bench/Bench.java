package io.siyu.bench;

import io.siyu.harness.RunningJar;
import java.util.List;
import java.util.Map;

/** One story under load. */
interface Bench {

    /** As in {@code -Dbench=<name>}. */
    String name();

    /** Settings of the application that the load needs, such as a wider rate limit. */
    default Map<String, String> properties() {
        return Map.of();
    }

    List<Figure> run(RunningJar jar) throws Exception;
}
