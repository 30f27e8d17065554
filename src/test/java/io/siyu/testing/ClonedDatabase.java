package io.siyu.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives a Spring context a clone of the migrated database. */
final class ClonedDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + TestDatabase.clonedUrl(),
                        // Many contexts are cached at once; idle ones hold no connection.
                        "spring.datasource.hikari.maximum-pool-size=12",
                        "spring.datasource.hikari.minimum-idle=0",
                        "spring.datasource.hikari.idle-timeout=10000")
                .applyTo(context);
    }
}
