package io.siyu.mall.payment;

import java.time.Instant;

/** An attempt to be paid, written down but not yet told to the channel. */
public record PaymentIntent(String outTradeNo, long amountFen, String description, Instant expiresAt) {}
