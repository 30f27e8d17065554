package io.siyu.mall.payment;

import io.siyu.shared.OrderId;
import java.time.Instant;

/**
 * Money of an order was given back. Published inside the transaction that says so.
 *
 * @param surplus it had come for nothing: the order was closed, or paid already
 */
public record RefundSucceeded(
        long refundId, long paymentId, OrderId order, long amountFen, boolean surplus, Instant at) {}
