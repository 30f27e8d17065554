package io.siyu.foundation.crypto;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The master keys of this node, from the setting or from the data folder, once the database has agreed with them. */
@Configuration(proxyBeanMethods = false)
class MasterKeyConfiguration {

    /** @throws MasterKeyMissing when the database was sealed with a key that is not here */
    @Bean
    MasterKeys masterKeys(
            @Value("${siyu.master-key:#{null}}") @Nullable String masterKey,
            @Value("${siyu.data-dir}") Path dataDir,
            JdbcClient jdbc) {
        return new KeyCheck(jdbc).admitted(masterKey, dataDir.resolve("keys").resolve("master.key"));
    }
}
