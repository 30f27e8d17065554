package io.siyu.mall.payment;

import io.siyu.shared.OrderId;
import java.time.Instant;

/** Money for an order arrived. Published inside the transaction that says so; may come for an order that is closed or paid already. */
public record PaymentSucceeded(long paymentId, OrderId order, long amountFen, Instant paidAt) {}
