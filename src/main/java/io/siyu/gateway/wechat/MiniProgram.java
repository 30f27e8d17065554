package io.siyu.gateway.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;
import cn.binarywang.wx.miniapp.bean.WxMaJscode2SessionResult;
import cn.binarywang.wx.miniapp.bean.WxMaPhoneNumberInfo;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import com.google.gson.JsonParseException;
import io.siyu.foundation.metric.PlatformCalls;
import io.siyu.shared.DomainException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Our mini-program at WeChat. Refusals are domain exceptions: {@code wechat.code_invalid} (used, expired or foreign),
 * {@code wechat.too_often}, {@code wechat.unavailable}, {@code wechat.not_configured}. No call may be made inside a transaction.
 */
@Component
public class MiniProgram {

    private static final Logger log = LoggerFactory.getLogger(MiniProgram.class);
    private static final Set<Integer> BAD_CODE = Set.of(40029, 40163, 40226);
    private static final Set<Integer> TOO_OFTEN = Set.of(45009, 45011);

    private static final PlatformCalls CALLS = PlatformCalls.of("wechat", List.of("none", "-1", "40029", "45009"));

    /** It goes into a query string unescaped, so nothing else may pass. */
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,128}");

    private final MiniProgramProperties properties;
    private final WxMaService platform = new WxMaServiceImpl();

    MiniProgram(MiniProgramProperties properties) {
        this.properties = properties;
        WxMaDefaultConfigImpl config = new WxMaDefaultConfigImpl();
        config.setApiHostUrl(properties.baseUrl());
        config.setAppid(properties.appId());
        config.setSecret(properties.secret());
        // The stable token is the same for all nodes and is not killed by the next one who asks.
        config.useStableAccessToken(true);
        platform.setWxMaConfig(config);
        // Never 0: WxJava would then hide every error code.
        platform.setMaxRetryTimes(1);
        platform.setRetrySleepMillis(200);
    }

    private interface Call<T> extends PlatformCalls.Call<@Nullable T, WxErrorException> {}

    public String appId() {
        String appId = properties.appId();
        if (appId == null || properties.secret() == null) {
            throw DomainException.upstream("wechat.not_configured");
        }
        return appId;
    }

    /** Who gave this code; the session key never leaves the gateway. */
    public Login login(String jsCode) {
        WxMaJscode2SessionResult session =
                ask("jscode2session", jsCode, () -> platform.getUserService().getSessionInfo(jsCode));
        String openId = session.getOpenid();
        if (openId == null || openId.isEmpty()) {
            throw DomainException.upstream("wechat.unavailable");
        }
        String unionId = session.getUnionid();
        return new Login(openId, unionId == null || unionId.isEmpty() ? null : unionId);
    }

    /** The phone number that the customer allowed us to have: 11 digits, or with its country code when it is not Chinese. */
    public String phone(String code) {
        WxMaPhoneNumberInfo info =
                ask("getuserphonenumber", code, () -> platform.getUserService().getPhoneNumber(code));
        if (info.getWatermark() != null && !appId().equals(info.getWatermark().getAppid())) {
            throw DomainException.invalid("code", "wechat.code_invalid");
        }
        return "86".equals(info.getCountryCode())
                ? info.getPurePhoneNumber()
                : "+" + info.getCountryCode() + info.getPurePhoneNumber();
    }

    private <T> T ask(String what, String code, Call<T> call) {
        appId();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a call to WeChat inside a transaction");
        }
        if (!CODE.matcher(code).matches()) {
            throw DomainException.invalid("code", "wechat.code_invalid");
        }
        try {
            T answer = CALLS.timed(call);
            if (answer == null) {
                throw DomainException.upstream("wechat.unavailable");
            }
            return answer;
        } catch (WxErrorException e) {
            CALLS.refused(String.valueOf(e.getError().getErrorCode()));
            throw refusal(what, e.getError());
        } catch (WxRuntimeException | JsonParseException e) {
            CALLS.refused("none");
            log.warn(
                    "WeChat did not answer {}: {}",
                    what,
                    e.getCause() == null ? "busy" : e.getCause().toString());
            throw DomainException.upstream("wechat.unavailable");
        }
    }

    private static DomainException refusal(String what, WxError error) {
        if (BAD_CODE.contains(error.getErrorCode())) {
            return DomainException.invalid("code", "wechat.code_invalid");
        }
        log.warn("WeChat refused {}: {} {}", what, error.getErrorCode(), error.getErrorMsg());
        return TOO_OFTEN.contains(error.getErrorCode())
                ? DomainException.tooMany("wechat.too_often")
                : DomainException.upstream("wechat.unavailable");
    }
}
