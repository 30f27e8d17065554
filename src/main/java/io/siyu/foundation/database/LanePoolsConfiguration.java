package io.siyu.foundation.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/** Puts the pools of the other lanes beside the one that Spring Boot makes. */
@Configuration(proxyBeanMethods = false)
class LanePoolsConfiguration {

    @Bean
    static DestructionAwareBeanPostProcessor lanePools(Environment environment) {
        return new Lanes(Map.of(
                Lane.JOBS,
                environment.getProperty("siyu.pools.jobs", Integer.class, 10),
                Lane.ACCEPTING,
                environment.getProperty("siyu.pools.accepting", Integer.class, 2)));
    }

    /** What listeners do after the request is not the request's any more. */
    @Bean
    TaskDecorator afterwardsInTheLaneOfJobs() {
        return work -> {
            Map<String, String> trail = MDC.getCopyOfContextMap();
            return () -> Lane.JOBS.run(() -> follow(trail, work));
        };
    }

    /** Under the request's id: what came of it is found by it. */
    private static void follow(@Nullable Map<String, String> trail, Runnable work) {
        if (trail != null) {
            MDC.setContextMap(trail);
        }
        try {
            work.run();
        } finally {
            MDC.clear();
        }
    }

    private static final class Lanes implements DestructionAwareBeanPostProcessor {

        private final Map<Lane, Integer> sizes;
        private final Map<Object, LanePools> made = new IdentityHashMap<>();

        Lanes(Map<Lane, Integer> sizes) {
            this.sizes = sizes;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof HikariDataSource requests
                    ? made.computeIfAbsent(requests, one -> new LanePools(requests, sizes))
                    : bean;
        }

        /** Spring closes the pool that it made; the ones beside it go with it. */
        @Override
        public void postProcessBeforeDestruction(Object bean, String name) {
            LanePools pools = made.remove(bean);
            if (pools != null) {
                pools.close();
            }
        }

        @Override
        public boolean requiresDestruction(Object bean) {
            return bean instanceof HikariDataSource;
        }
    }
}
