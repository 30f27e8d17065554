package io.siyu;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modules_use_only_what_they_say_they_use() {
        ApplicationModules.of(SiyuApplication.class).verify();
    }
}
