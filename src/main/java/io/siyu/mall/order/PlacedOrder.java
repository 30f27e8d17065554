package io.siyu.mall.order;

import io.siyu.shared.OrderId;
import java.time.Instant;

/**
 * The answer to placing an order.
 *
 * @param number its public, random number
 * @param paid nothing was left to pay, so it is paid already
 * @param expiresAt to be paid until then
 */
public record PlacedOrder(OrderId id, String number, long payableFen, boolean paid, Instant expiresAt) {}
