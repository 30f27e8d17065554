package io.siyu.platform;

import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What time it is, and where. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    BrandZone brandZone(@Value("${siyu.zone:Asia/Shanghai}") ZoneId zone) {
        return new BrandZone(zone);
    }

    @Bean
    BrandClock.Ahead clockAhead() {
        return new BrandClock.Ahead();
    }

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    Clock clock(BrandZone brandZone, BrandClock.Ahead ahead) {
        return new BrandClock(Clock.system(brandZone.zone()), ahead);
    }
}
