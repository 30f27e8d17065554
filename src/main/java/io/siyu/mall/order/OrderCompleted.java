package io.siyu.mall.order;

import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.time.Instant;

/**
 * The time to give an order back is over.
 *
 * @param goodsPaidFen what was paid for goods, without the shipping fee
 */
public record OrderCompleted(OrderId order, CustomerId customer, long goodsPaidFen, Instant at) {}
