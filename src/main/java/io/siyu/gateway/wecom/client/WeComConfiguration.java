package io.siyu.gateway.wecom.client;

import io.siyu.gateway.wecom.quota.QuotaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads what we are at WeChat Work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WeComProperties.class, QuotaProperties.class})
class WeComConfiguration {}
