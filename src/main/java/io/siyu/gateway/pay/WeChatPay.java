package io.siyu.gateway.pay;

import com.github.binarywang.wxpay.bean.request.WxPayRefundV3Request;
import com.github.binarywang.wxpay.bean.request.WxPayUnifiedOrderV3Request;
import com.github.binarywang.wxpay.bean.result.WxPayOrderQueryV3Result;
import com.github.binarywang.wxpay.bean.result.WxPayRefundQueryV3Result;
import com.github.binarywang.wxpay.bean.result.WxPayRefundV3Result;
import com.github.binarywang.wxpay.bean.result.WxPayUnifiedOrderV3Result;
import com.github.binarywang.wxpay.bean.result.enums.TradeTypeEnum;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import io.siyu.foundation.metric.PlatformCalls;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** WeChat Pay, version 3, for payments from our mini-program. */
@Component
class WeChatPay implements PaymentChannel {

    private static final Logger log = LoggerFactory.getLogger(WeChatPay.class);
    private static final PlatformCalls CALLS =
            PlatformCalls.of("wechatpay", List.of("none", "SYSTEM_ERROR", "FREQUENCY_LIMITED"));
    private static final Set<String> NOT_THERE = Set.of("ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS", "NOT_FOUND");
    private static final Set<String> PAID_ALREADY = Set.of("ORDER_PAID", "ORDERPAID");

    /** The platform says itself that it does not know, or wants to be asked later. */
    private static final Set<String> TRY_AGAIN = Set.of(
            "SYSTEM_ERROR",
            "SYSTEMERROR",
            "BANK_ERROR",
            "FREQUENCY_LIMITED",
            "RATELIMIT_EXCEEDED",
            "FREQUENCY_LIMIT_EXCEED");

    private final WeChatPayProperties properties;
    private final NoticeAddress noticeAddress;
    private final BrandZone zone;
    private final @Nullable WxPayService merchant;
    private final @Nullable NoticeReader notices;

    WeChatPay(WeChatPayProperties properties, NoticeAddress noticeAddress, BrandZone zone, Clock clock)
            throws WxPayException {
        this.properties = properties;
        this.noticeAddress = noticeAddress;
        this.zone = zone;
        String key = properties.platformPublicKey();
        String keyId = properties.platformPublicKeyId();
        if (key == null || keyId == null || !properties.complete()) {
            this.merchant = null;
            this.notices = null;
        } else {
            PlatformSignature signature = new PlatformSignature(key, keyId, clock);
            this.merchant = Merchant.of(properties, signature);
            this.notices = new NoticeReader(merchant, properties, signature);
        }
    }

    private interface Call<T> {
        T run(WxPayService pay) throws WxPayException;
    }

    @Override
    public Prepared prepay(Prepay prepay) {
        WxPayUnifiedOrderV3Request request = new WxPayUnifiedOrderV3Request();
        request.setAppid(properties.appId());
        request.setMchid(properties.mchId());
        request.setDescription(prepay.description());
        request.setOutTradeNo(prepay.outTradeNo());
        request.setTimeExpire(Rfc3339.write(prepay.expiresAt(), zone));
        request.setNotifyUrl(noticeAddress.url());
        request.setAmount(new WxPayUnifiedOrderV3Request.Amount()
                .setTotal(fen(prepay.amountFen()))
                .setCurrency("CNY"));
        request.setPayer(new WxPayUnifiedOrderV3Request.Payer().setOpenid(prepay.payerOpenId()));
        WxPayUnifiedOrderV3Result.JsapiResult result =
                ask("prepay", prepay.outTradeNo(), pay -> pay.createOrderV3(TradeTypeEnum.JSAPI, request));
        return new Prepared(Map.of(
                "appId", result.getAppId(),
                "timeStamp", result.getTimeStamp(),
                "nonceStr", result.getNonceStr(),
                "package", result.getPackageValue(),
                "signType", result.getSignType(),
                "paySign", result.getPaySign()));
    }

    @Override
    public Optional<ChannelPayment> query(String outTradeNo) {
        try {
            WxPayOrderQueryV3Result result = ask("query", outTradeNo, pay -> pay.queryOrderV3(null, outTradeNo));
            return Optional.of(new ChannelPayment(
                    result.getOutTradeNo(),
                    result.getTransactionId(),
                    States.ofPayment(result.getTradeState()),
                    result.getAmount() == null
                            ? 0
                            : States.fen(result.getAmount().getTotal()),
                    Rfc3339.read(result.getSuccessTime())));
        } catch (PaymentRefusedException e) {
            return absentOr(e);
        }
    }

    @Override
    public Closed close(String outTradeNo) {
        try {
            ask("close", outTradeNo, pay -> {
                pay.closeOrderV3(outTradeNo);
                return true;
            });
            return Closed.CLOSED;
        } catch (PaymentRefusedException e) {
            if (PAID_ALREADY.contains(e.code())) {
                return Closed.ALREADY_PAID;
            }
            if (e.code().equals("ORDER_CLOSED") || NOT_THERE.contains(e.code())) {
                return Closed.CLOSED;
            }
            throw e;
        }
    }

    @Override
    public ChannelRefund refund(RefundRequest refund) {
        WxPayRefundV3Request request = new WxPayRefundV3Request();
        request.setOutTradeNo(refund.outTradeNo());
        request.setOutRefundNo(refund.outRefundNo());
        request.setReason(refund.reason());
        request.setNotifyUrl(noticeAddress.url());
        request.setAmount(new WxPayRefundV3Request.Amount()
                .setRefund(fen(refund.refundFen()))
                .setTotal(fen(refund.totalFen()))
                .setCurrency("CNY"));
        WxPayRefundV3Result result = ask("refund", refund.outRefundNo(), pay -> pay.refundV3(request));
        return new ChannelRefund(
                result.getOutRefundNo(),
                result.getRefundId(),
                States.ofRefund(result.getStatus()),
                States.fen(result.getAmount().getRefund()));
    }

    @Override
    public Optional<ChannelRefund> queryRefund(String outRefundNo) {
        try {
            WxPayRefundQueryV3Result result = ask("refund query", outRefundNo, pay -> pay.refundQueryV3(outRefundNo));
            return Optional.of(new ChannelRefund(
                    result.getOutRefundNo(),
                    result.getRefundId(),
                    States.ofRefund(result.getStatus()),
                    States.fen(result.getAmount().getRefund())));
        } catch (PaymentRefusedException e) {
            return absentOr(e);
        }
    }

    @Override
    public Notice verify(Map<String, String> headers, String rawBody) {
        if (notices == null) {
            throw new ForgedNoticeException("WeChat Pay is not configured");
        }
        return notices.read(headers, rawBody);
    }

    private <T> T ask(String what, String number, Call<T> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a call to WeChat Pay inside a transaction");
        }
        if (merchant == null) {
            throw new PaymentRefusedException("NOT_CONFIGURED", "siyu.wechatpay is not set");
        }
        try {
            return CALLS.timed(() -> call.run(merchant));
        } catch (WxPayException e) {
            String code = e.getErrCode();
            CALLS.refused(code == null ? "none" : code);
            log.info("WeChat Pay on {} {}: {} {}", what, number, code, e.getMessage());
            if (code == null || TRY_AGAIN.contains(code)) {
                throw new PaymentUnknownException(what + " " + number + ": " + code, e);
            }
            throw new PaymentRefusedException(code, String.valueOf(e.getErrCodeDes()));
        } catch (RuntimeException e) {
            CALLS.refused("none");
            throw new PaymentUnknownException(what + " " + number + ": an answer that cannot be read", e);
        }
    }

    private static <T> Optional<T> absentOr(PaymentRefusedException refusal) {
        if (NOT_THERE.contains(refusal.code())) {
            return Optional.empty();
        }
        throw refusal;
    }

    /** WeChat Pay counts in 32 bits. */
    private static int fen(long amount) {
        return Math.toIntExact(amount);
    }
}
