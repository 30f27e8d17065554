package io.siyu.sandbox.wechat;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.wire.Reply;
import io.siyu.sandbox.wire.Times;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Customers;
import io.siyu.shared.RandomCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * open.weixin.qq.com and the account's side of api.weixin.qq.com: sends a phone's browser back to the page with a code, and tells once whose
 * code it was. Which phone it is says a header of the phone's browser, where WeChat itself would know.
 */
@Component
@InSandbox
public class OfficialAccounts {

    public static final String AUTHORIZE = "/connect/oauth2/authorize";
    public static final String PHONE_HEADER = "X-Sandbox-Phone";

    static final String EXCHANGE = "/sns/oauth2/access_token";

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final List<String> SCOPES = List.of("snsapi_base", "snsapi_userinfo");

    private final JdbcClient jdbc;
    private final Customers customers;
    private final SandboxKeys keys;
    private final Clock clock;
    private final List<String> domains;

    OfficialAccounts(
            JdbcClient jdbc,
            Customers customers,
            SandboxKeys keys,
            Clock clock,
            @Value("${siyu.sandbox.oauth-domains}") List<String> domains) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.keys = keys;
        this.clock = clock;
        this.domains = domains;
    }

    /** A page, even where it refuses: a visitor looks at it. */
    Reply authorize(Call call) {
        Map<String, String> query = call.query();
        String backTo = query.getOrDefault("redirect_uri", "");
        String state = query.getOrDefault("state", "");
        if (!query.getOrDefault("appid", "").equals(keys.officialAppId())) {
            return page("AppID 参数错误（40013）");
        }
        if (!knownDomain(backTo)) {
            return page("redirect_uri 域名与后台配置不一致（10003）");
        }
        if (!SCOPES.contains(query.getOrDefault("scope", ""))) {
            return page("Scope 参数错误或没有 Scope 权限（10005）");
        }
        if (!query.getOrDefault("response_type", "").equals("code") || !state.matches("[0-9A-Za-z]{0,128}")) {
            return page("参数错误");
        }
        String phone = call.header(PHONE_HEADER);
        if (phone == null || !phone.matches("\\d{1,18}")) {
            return page("请在微信客户端打开链接");
        }
        String code = issue(Long.parseLong(phone));
        String to = backTo + (backTo.contains("?") ? "&" : "?") + "code=" + code + "&state=" + state;
        return new Reply(302, "text/html", Map.of("Location", to), new byte[0]);
    }

    /** Who a code is of; or the error that WeChat answers. */
    Reply exchange(Map<String, String> query) {
        String code = query.getOrDefault("code", "");
        if (code.isEmpty()) {
            return WechatPlatform.error(41008, "missing code");
        }
        if (!query.getOrDefault("grant_type", "").equals("authorization_code")) {
            return WechatPlatform.error(40002, "invalid grant_type");
        }
        Optional<Customer> whose = redeem(code).flatMap(customers::find);
        if (whose.isEmpty()) {
            return used(code)
                    ? WechatPlatform.error(40163, "code been used")
                    : WechatPlatform.error(40029, "invalid code");
        }
        return Reply.json(Json.object()
                .put("access_token", RandomCode.letters(64))
                .put("expires_in", 7200)
                .put("refresh_token", RandomCode.letters(64))
                .put("openid", openIdOf(whose.get()))
                .put("scope", "snsapi_base")
                .put("is_snapshotuser", 0)
                .put("unionid", whose.get().unionid()));
    }

    /** With this account everybody has another openid than with the mini-program. */
    public static String openIdOf(Customer customer) {
        return "oA" + SandboxKeys.derived("official " + customer.openid(), 13);
    }

    private boolean knownDomain(String address) {
        try {
            @Nullable String host = URI.create(address).getHost();
            return host != null && domains.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String issue(long phone) {
        String code = RandomCode.letters(32);
        jdbc.sql("insert into sandbox_oauth_code (code, customer_id, issued_at) values (:code, :phone, :now)")
                .param("code", code)
                .param("phone", phone)
                .param("now", Times.sql(clock.instant()))
                .update();
        return code;
    }

    private Optional<Long> redeem(String code) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update sandbox_oauth_code set used_at = :now
                        where code = :code and used_at is null and issued_at > :oldest returning customer_id""")
                .param("now", Times.sql(now))
                .param("code", code)
                .param("oldest", Times.sql(now.minus(LIFE)))
                .query(Long.class)
                .optional();
    }

    private boolean used(String code) {
        return jdbc.sql("select exists (select from sandbox_oauth_code where code = :code and used_at is not null)")
                .param("code", code)
                .query(Boolean.class)
                .single();
    }

    private static Reply page(String words) {
        return Reply.text(200, "text/html; charset=UTF-8", "<!doctype html><title>提示</title><p>" + words + "</p>");
    }
}
