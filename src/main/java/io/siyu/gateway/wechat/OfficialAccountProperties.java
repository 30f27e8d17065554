package io.siyu.gateway.wechat;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our official account (服务号).
 *
 * @param baseUrl without a slash at its end
 * @param openUrl where browsers are sent, without a slash at its end
 * @param domains the hosts to which WeChat sends browsers back (网页授权域名), as entered at WeChat
 */
@ConfigurationProperties("siyu.wechat.official")
record OfficialAccountProperties(
        @DefaultValue("https://api.weixin.qq.com") String baseUrl,
        @DefaultValue("https://open.weixin.qq.com") String openUrl,
        @Nullable String appId,
        @Nullable String secret,
        @DefaultValue List<String> domains) {

    OfficialAccountProperties {
        domains = domains.stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .toList();
    }
}
