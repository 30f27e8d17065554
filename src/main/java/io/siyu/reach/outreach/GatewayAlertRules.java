package io.siyu.reach.outreach;

import io.siyu.foundation.alert.AlertRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** That WeChat Work cannot be called is told to whom the operators choose; below, nobody knows of cards. */
@Configuration(proxyBeanMethods = false)
class GatewayAlertRules {

    @Bean
    AlertRule refusedRule() {
        return new AlertRule("wecom.refused", null, true);
    }

    @Bean
    AlertRule pausedRule() {
        return new AlertRule("wecom.paused", null, true);
    }
}
