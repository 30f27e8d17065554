package io.siyu.gateway.pay;

/**
 * Money to give back.
 *
 * @param outRefundNo our number; the same one never gives back twice
 * @param totalFen what the whole payment was
 */
public record RefundRequest(String outTradeNo, String outRefundNo, long refundFen, long totalFen, String reason) {}
