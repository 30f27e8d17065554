package io.siyu.gateway.pay;

import com.github.binarywang.wxpay.bean.notify.OriginNotifyResponse;
import com.github.binarywang.wxpay.bean.notify.SignatureHeader;
import com.github.binarywang.wxpay.bean.notify.WxPayNotifyV3Result;
import com.github.binarywang.wxpay.bean.notify.WxPayRefundNotifyV3Result;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verifies, decrypts and reads WeChat Pay's notifications. */
class NoticeReader {

    private static final String PROBE = "WECHATPAY/SIGNTEST/";

    private final WxPayService merchant;
    private final WeChatPayProperties properties;
    private final PlatformSignature signature;

    NoticeReader(WxPayService merchant, WeChatPayProperties properties, PlatformSignature signature) {
        this.merchant = merchant;
        this.properties = properties;
        this.signature = signature;
    }

    Notice read(Map<String, String> headers, String rawBody) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        String signed = byName.get("Wechatpay-Signature");
        if (signed != null && signed.startsWith(PROBE)) {
            throw new ForgedNoticeException("a probe of whether we verify");
        }
        signature
                .fault(
                        byName.get("Wechatpay-Serial"),
                        signed,
                        byName.get("Wechatpay-Timestamp"),
                        byName.get("Wechatpay-Nonce"),
                        rawBody.getBytes(StandardCharsets.UTF_8))
                .ifPresent(fault -> {
                    throw new ForgedNoticeException(fault);
                });
        try {
            return decrypted(rawBody, header(byName));
        } catch (WxPayException
                | JsonParseException
                | DateTimeException
                | IllegalStateException
                | NullPointerException e) {
            // What a parser says may quote what it could not read.
            throw new ForgedNoticeException("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** WxJava verifies once more; with no header at all it would not, so it always gets one. */
    private static SignatureHeader header(Map<String, String> byName) {
        return new SignatureHeader(
                byName.get("Wechatpay-Timestamp"),
                byName.get("Wechatpay-Nonce"),
                byName.get("Wechatpay-Signature"),
                byName.get("Wechatpay-Serial"));
    }

    private Notice decrypted(String rawBody, SignatureHeader header) throws WxPayException {
        String type = String.valueOf(
                new Gson().fromJson(rawBody, OriginNotifyResponse.class).getEventType());
        return type.startsWith("REFUND.") ? refund(rawBody, header) : payment(rawBody, header);
    }

    private Notice payment(String rawBody, SignatureHeader header) throws WxPayException {
        WxPayNotifyV3Result notice = merchant.parseOrderNotifyV3Result(rawBody, header);
        WxPayNotifyV3Result.DecryptNotifyResult payment = notice.getResult();
        requireOurs(payment.getMchid());
        if (!payment.getAppid().equals(properties.appId())) {
            throw new ForgedNoticeException("for another app");
        }
        requireYuan(payment.getAmount().getCurrency());
        return new Notice.PaymentNotice(
                notice.getRawData().getId(),
                payment.getOutTradeNo(),
                payment.getTransactionId(),
                States.ofPayment(payment.getTradeState()),
                States.fen(payment.getAmount().getTotal()),
                Rfc3339.read(payment.getSuccessTime()),
                payment.getPayer() == null ? null : payment.getPayer().getOpenid());
    }

    private Notice refund(String rawBody, SignatureHeader header) throws WxPayException {
        WxPayRefundNotifyV3Result notice = merchant.parseRefundNotifyV3Result(rawBody, header);
        WxPayRefundNotifyV3Result.DecryptNotifyResult refund = notice.getResult();
        requireOurs(refund.getMchid());
        return new Notice.RefundNotice(
                notice.getRawData().getId(),
                refund.getOutTradeNo(),
                refund.getOutRefundNo(),
                refund.getRefundId(),
                States.ofRefund(refund.getRefundStatus()),
                States.fen(refund.getAmount().getRefund()),
                Rfc3339.read(refund.getSuccessTime()));
    }

    /** Left out, it is yuan; in another currency the same figure is another amount. */
    private static void requireYuan(@Nullable String currency) {
        if (currency != null && !currency.equals("CNY")) {
            throw new ForgedNoticeException("in another currency");
        }
    }

    private void requireOurs(String mchId) {
        if (!mchId.equals(properties.mchId())) {
            throw new ForgedNoticeException("for another merchant");
        }
    }
}
