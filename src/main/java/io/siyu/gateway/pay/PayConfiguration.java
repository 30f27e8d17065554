package io.siyu.gateway.pay;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads what we are at WeChat Pay. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WeChatPayProperties.class)
class PayConfiguration {}
