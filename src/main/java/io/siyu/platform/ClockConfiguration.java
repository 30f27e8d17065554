package io.siyu.platform;

import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What time it is, and where. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    BrandZone brandZone(@Value("${siyu.zone:Asia/Shanghai}") ZoneId zone) {
        return new BrandZone(zone);
    }

    /** On its very first start a demo brand's life begins {@code siyu.demo-days} ago. */
    @Bean
    BrandClock.Ahead clockAhead(
            JdbcClient jdbc,
            @Value("${siyu.sandbox:false}") boolean sandbox,
            @Value("${siyu.demo:${siyu.sandbox:false}}") boolean demo,
            @Value("${siyu.demo-days:90}") long days) {
        jdbc.sql("update platform_clock set started = true, ahead_seconds = :ahead where not started")
                .param("ahead", demo ? -Duration.ofDays(days).toSeconds() : 0)
                .update();
        long ahead = jdbc.sql("select ahead_seconds from platform_clock")
                .query(Long.class)
                .single();
        if (!sandbox && ahead != 0) {
            throw new IllegalStateException("The sandbox moved this database's clock by " + Duration.ofSeconds(ahead)
                    + "; real platforms would refuse every signature. Use a new database, or turn siyu.sandbox on.");
        }
        return new BrandClock.Ahead(Duration.ofSeconds(ahead));
    }

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    Clock clock(BrandZone brandZone, BrandClock.Ahead ahead) {
        return new BrandClock(Clock.system(brandZone.zone()), ahead);
    }
}
