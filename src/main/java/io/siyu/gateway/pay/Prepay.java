package io.siyu.gateway.pay;

import java.time.Instant;

/**
 * What is to be paid.
 *
 * @param outTradeNo our number, 6 to 32 of letters, digits, {@code _-|*}
 * @param description at most 127 bytes, shown to the payer
 * @param expiresAt afterwards the channel takes no money any more
 */
public record Prepay(String outTradeNo, long amountFen, String description, String payerOpenId, Instant expiresAt) {}
