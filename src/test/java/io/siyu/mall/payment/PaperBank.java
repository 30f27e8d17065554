package io.siyu.mall.payment;

import io.siyu.gateway.pay.ChannelPayment;
import io.siyu.gateway.pay.ChannelRefund;
import io.siyu.gateway.pay.Closed;
import io.siyu.gateway.pay.ForgedNoticeException;
import io.siyu.gateway.pay.Notice;
import io.siyu.gateway.pay.PaymentChannel;
import io.siyu.gateway.pay.PaymentRefusedException;
import io.siyu.gateway.pay.PaymentUnknownException;
import io.siyu.gateway.pay.Prepared;
import io.siyu.gateway.pay.Prepay;
import io.siyu.gateway.pay.RefundRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A payment channel that keeps its books in memory and misbehaves when it is told to. */
final class PaperBank implements PaymentChannel {

    /** What happens to one call. */
    enum Weather {
        FINE,
        /** A no that says nothing about the order: a key that does not fit, a limit. */
        REFUSED,
        /** It never arrives. */
        LOST,
        /** It is done, and nobody hears of it. */
        UNHEARD
    }

    private static final class Bill {
        private final Prepay asked;
        private ChannelPayment.State state = ChannelPayment.State.UNPAID;
        private long refundedFen;

        private Bill(Prepay asked) {
            this.asked = asked;
        }
    }

    private final Map<String, Bill> bills = new HashMap<>();
    private final Map<String, ChannelRefund> refunds = new LinkedHashMap<>();
    private final Map<String, String> paidBy = new HashMap<>();
    private final Deque<Weather> forecast = new ArrayDeque<>();
    private final Clock clock;
    private Supplier<Weather> weather = () -> Weather.FINE;

    PaperBank(Clock clock) {
        this.clock = clock;
    }

    /** What the next calls meet, one each; afterwards it is fine. */
    void forecast(Weather... next) {
        forecast.clear();
        forecast.addAll(java.util.List.of(next));
        weather = () -> Optional.ofNullable(forecast.poll()).orElse(Weather.FINE);
    }

    void weather(Supplier<Weather> weather) {
        this.weather = weather;
    }

    /** The payer's thumb on a sheet. */
    boolean thumb(String outTradeNo) {
        Bill bill = bills.get(outTradeNo);
        if (bill == null
                || bill.state != ChannelPayment.State.UNPAID
                || !clock.instant().isBefore(bill.asked.expiresAt())) {
            return false;
        }
        bill.state = ChannelPayment.State.PAID;
        return true;
    }

    boolean paid(String outTradeNo) {
        Bill bill = bills.get(outTradeNo);
        return bill != null && bill.state == ChannelPayment.State.PAID;
    }

    /** What this number brought and we still have. */
    long keeps(String outTradeNo) {
        Bill bill = bills.get(outTradeNo);
        return bill == null || bill.state != ChannelPayment.State.PAID ? 0 : bill.asked.amountFen() - bill.refundedFen;
    }

    /** Says of every refund from now on that it is in this state. */
    void settleRefunds(ChannelRefund.State state) {
        refunds.replaceAll((number, refund) -> refund.state() == ChannelRefund.State.CLOSED
                ? refund
                : new ChannelRefund(number, refund.refundId(), state, refund.amountFen()));
    }

    /** Gives up every refund that still runs; its money is the merchant's again. */
    void closeRefunds() {
        refunds.replaceAll((number, refund) -> {
            if (refund.state() != ChannelRefund.State.PROCESSING) {
                return refund;
            }
            undo(number, refund);
            return new ChannelRefund(number, refund.refundId(), ChannelRefund.State.CLOSED, refund.amountFen());
        });
    }

    void forgetRefunds() {
        refunds.forEach(this::undo);
        refunds.clear();
        paidBy.clear();
    }

    private void undo(String number, ChannelRefund refund) {
        Bill bill = bills.get(paidBy.get(number));
        if (bill != null && refund.state() != ChannelRefund.State.CLOSED) {
            bill.refundedFen -= refund.amountFen();
        }
    }

    @Override
    public Prepared prepay(Prepay prepay) {
        return meet(() -> {
            Bill bill = bills.computeIfAbsent(prepay.outTradeNo(), number -> new Bill(prepay));
            if (bill.state == ChannelPayment.State.PAID) {
                throw new PaymentRefusedException("ORDERPAID", "paid already");
            }
            if (bill.state == ChannelPayment.State.CLOSED) {
                throw new PaymentRefusedException("ORDER_CLOSED", "closed already");
            }
            if (!bill.asked.equals(prepay)) {
                throw new PaymentRefusedException("INVALID_REQUEST", "not what it was the first time");
            }
            return new Prepared(Map.of("package", prepay.outTradeNo()));
        });
    }

    @Override
    public Optional<ChannelPayment> query(String outTradeNo) {
        return meet(() -> Optional.ofNullable(bills.get(outTradeNo))
                .map(bill ->
                        new ChannelPayment(outTradeNo, "T" + outTradeNo, bill.state, bill.asked.amountFen(), null)));
    }

    @Override
    public Closed close(String outTradeNo) {
        return meet(() -> {
            Bill bill = bills.get(outTradeNo);
            if (bill != null && bill.state == ChannelPayment.State.PAID) {
                return Closed.ALREADY_PAID;
            }
            if (bill != null) {
                bill.state = ChannelPayment.State.CLOSED;
            }
            return Closed.CLOSED;
        });
    }

    @Override
    public ChannelRefund refund(RefundRequest request) {
        return meet(() -> {
            ChannelRefund before = refunds.get(request.outRefundNo());
            if (before != null) {
                return before;
            }
            Bill bill = bills.get(request.outTradeNo());
            if (bill == null || bill.refundedFen + request.refundFen() > bill.asked.amountFen()) {
                throw new PaymentRefusedException("INVALID_REQUEST", "more than was paid");
            }
            bill.refundedFen += request.refundFen();
            ChannelRefund refund = new ChannelRefund(
                    request.outRefundNo(),
                    "F" + request.outRefundNo(),
                    ChannelRefund.State.PROCESSING,
                    request.refundFen());
            refunds.put(request.outRefundNo(), refund);
            paidBy.put(request.outRefundNo(), request.outTradeNo());
            return refund;
        });
    }

    @Override
    public Optional<ChannelRefund> queryRefund(String outRefundNo) {
        return meet(() -> Optional.ofNullable(refunds.get(outRefundNo)));
    }

    @Override
    public Notice verify(Map<String, String> headers, String rawBody) {
        throw new ForgedNoticeException("this bank does not write");
    }

    private <T> T meet(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a call to the bank inside a transaction");
        }
        return switch (weather.get()) {
            case FINE -> work.get();
            case REFUSED -> throw new PaymentRefusedException("SIGN_ERROR", "no key fits");
            case LOST -> throw new PaymentUnknownException("lost", new IOException());
            case UNHEARD -> {
                T unheard = work.get();
                throw new PaymentUnknownException("unheard: " + unheard, new IOException());
            }
        };
    }
}
