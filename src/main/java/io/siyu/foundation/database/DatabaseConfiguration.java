package io.siyu.foundation.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Chooses the database: the one at spring.datasource.url, else the one that comes with Siyu. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** The data source depends on the connection and that on the server, so the server starts first and stops last. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoUrl.class)
    static class Embedded {

        @Bean
        EmbeddedPostgres embeddedPostgres(
                @Value("${siyu.data-dir:./data}") Path dataDir, @Value("${siyu.database.port:0}") int port) {
            return EmbeddedPostgres.start(dataDir, port);
        }

        @Bean
        JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
            return new EmbeddedConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        }
    }

    record EmbeddedConnection(String jdbcUrl, String user, String secret) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return jdbcUrl;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return secret;
        }

        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    static class NoUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
