package io.siyu.sandbox.wechat;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.SandboxKeys;
import io.siyu.sandbox.wire.AccessTokens;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.Fields;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.wire.PlatformArea;
import io.siyu.sandbox.wire.Reply;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Customers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** api.weixin.qq.com for one mini-program and one official account: tokens, sign-in, phone numbers, and who opens a page. */
@Component
@InSandbox
class WechatPlatform implements PlatformArea {

    private static final String APP = "mini";
    /** The two kinds of token live side by side; asking for one leaves the other alone. */
    private static final String STABLE_APP = "mini-stable";

    private static final String OFFICIAL = "official";
    private static final String STABLE_OFFICIAL = "official-stable";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccessTokens tokens;
    private final MiniCodes codes;
    private final OfficialAccounts official;
    private final Customers customers;
    private final SandboxKeys keys;
    private final Clock clock;

    WechatPlatform(
            AccessTokens tokens,
            MiniCodes codes,
            OfficialAccounts official,
            Customers customers,
            SandboxKeys keys,
            Clock clock) {
        this.tokens = tokens;
        this.codes = codes;
        this.official = official;
        this.customers = customers;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public boolean owns(String path) {
        return path.equals("/cgi-bin/token")
                || path.equals("/cgi-bin/stable_token")
                || path.equals(OfficialAccounts.AUTHORIZE)
                || path.startsWith("/sns/")
                || path.startsWith("/wxa/");
    }

    @Override
    public Reply answer(Call call) {
        return switch (call.path()) {
            case "/cgi-bin/token" -> token(call.query());
            case "/cgi-bin/stable_token" -> stableToken(body(call));
            case "/sns/jscode2session" -> session(call.query());
            case OfficialAccounts.AUTHORIZE -> official.authorize(call);
            case OfficialAccounts.EXCHANGE -> exchange(call.query());
            case "/wxa/business/getuserphonenumber" -> phoneNumber(call);
            default -> error(40066, "invalid url");
        };
    }

    @Override
    public Reply refusal(Call call, Fault fault) {
        int errcode = fault.code() == null ? -1 : Integer.parseInt(fault.code());
        return error(errcode, errcode == -1 ? "system error" : "refused by a switch of the sandbox");
    }

    private Reply token(Map<String, String> query) {
        if (!"client_credential".equals(query.get("grant_type"))) {
            return error(40002, "invalid grant_type");
        }
        String appId = query.getOrDefault("appid", "");
        Reply refused = ofAnApp(appId, query.getOrDefault("secret", ""));
        return refused != null ? refused : issued(tokens.renewed(isOfficial(appId) ? OFFICIAL : APP));
    }

    private Reply stableToken(Fields body) {
        if (!body.text("grant_type", "").equals("client_credential")) {
            return error(40002, "invalid grant_type");
        }
        String appId = body.text("appid", "");
        Reply refused = ofAnApp(appId, body.text("secret", ""));
        if (refused != null) {
            return refused;
        }
        String app = isOfficial(appId) ? STABLE_OFFICIAL : STABLE_APP;
        return issued(body.flag("force_refresh", false) ? tokens.renewed(app) : tokens.current(app));
    }

    private Reply exchange(Map<String, String> query) {
        Reply refused = credentials(
                query.getOrDefault("appid", ""),
                query.getOrDefault("secret", ""),
                keys.officialAppId(),
                keys.officialSecret());
        return refused != null ? refused : official.exchange(query);
    }

    private Reply session(Map<String, String> query) {
        Reply refused = credentials(
                query.getOrDefault("appid", ""), query.getOrDefault("secret", ""), keys.miniAppId(), keys.miniSecret());
        if (refused != null) {
            return refused;
        }
        String code = query.getOrDefault("js_code", "");
        if (code.isEmpty()) {
            return error(41008, "missing code");
        }
        MiniCodes.Redeemed redeemed = codes.redeem(MiniCodes.Purpose.LOGIN, code);
        if (redeemed.customerId().isEmpty()) {
            return redeemed.trouble() == MiniCodes.Trouble.USED
                    ? error(40163, "code been used")
                    : error(40029, "invalid code");
        }
        Customer customer = customers.find(redeemed.customerId().get()).orElseThrow();
        byte[] sessionKey = new byte[16];
        RANDOM.nextBytes(sessionKey);
        return Reply.json(Json.object()
                .put("session_key", Base64.getEncoder().encodeToString(sessionKey))
                .put("openid", customer.openid())
                .put("unionid", customer.unionid()));
    }

    private Reply phoneNumber(Call call) {
        String token = call.query().getOrDefault("access_token", "");
        AccessTokens.Standing standing = standing(token);
        if (standing != AccessTokens.Standing.VALID) {
            return standing == AccessTokens.Standing.EXPIRED
                    ? error(42001, "access_token expired")
                    : error(40001, "invalid credential, access_token is invalid or not latest");
        }
        MiniCodes.Redeemed redeemed =
                codes.redeem(MiniCodes.Purpose.PHONE, body(call).text("code", ""));
        if (redeemed.customerId().isEmpty()) {
            return redeemed.trouble() == MiniCodes.Trouble.USED
                    ? error(40163, "code been used")
                    : error(40029, "invalid code");
        }
        Customer customer = customers.find(redeemed.customerId().get()).orElseThrow();
        String phone = customer.phone() == null ? "" : customer.phone();
        ObjectNode answer = Json.object().put("errcode", 0).put("errmsg", "ok");
        answer.putObject("phone_info")
                .put("phoneNumber", phone)
                .put("purePhoneNumber", phone)
                .put("countryCode", "86")
                .putObject("watermark")
                .put("timestamp", clock.instant().getEpochSecond())
                .put("appid", keys.miniAppId());
        return Reply.json(answer);
    }

    private AccessTokens.Standing standing(String token) {
        AccessTokens.Standing plain = tokens.standing(APP, token);
        return plain == AccessTokens.Standing.UNKNOWN ? tokens.standing(STABLE_APP, token) : plain;
    }

    private boolean isOfficial(String appId) {
        return appId.equals(keys.officialAppId());
    }

    private @Nullable Reply ofAnApp(String appId, String secret) {
        return isOfficial(appId)
                ? credentials(appId, secret, keys.officialAppId(), keys.officialSecret())
                : credentials(appId, secret, keys.miniAppId(), keys.miniSecret());
    }

    private static @Nullable Reply credentials(String appId, String secret, String ofApp, String itsSecret) {
        if (!appId.equals(ofApp)) {
            return error(40013, "invalid appid");
        }
        return secret.equals(itsSecret) ? null : error(40125, "invalid appsecret");
    }

    private static Reply issued(AccessTokens.Issued issued) {
        return Reply.json(
                Json.object().put("access_token", issued.token()).put("expires_in", issued.expiresInSeconds()));
    }

    private static Fields body(Call call) {
        try {
            JsonNode parsed = Json.parse(call.body());
            return new Fields(parsed.isObject() ? parsed : Json.object());
        } catch (IllegalArgumentException e) {
            return new Fields(Json.object());
        }
    }

    /** WeChat answers errors with status 200. */
    static Reply error(int errcode, String errmsg) {
        byte[] body = Json.object()
                .put("errcode", errcode)
                .put("errmsg", errmsg)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return Reply.bytes("application/json", body);
    }
}
