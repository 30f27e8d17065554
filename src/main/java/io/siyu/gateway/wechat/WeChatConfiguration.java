package io.siyu.gateway.wechat;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads what we are at WeChat. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MiniProgramProperties.class, OfficialAccountProperties.class})
class WeChatConfiguration {}
