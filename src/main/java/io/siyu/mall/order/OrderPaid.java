package io.siyu.mall.order;

import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.time.Instant;

/**
 * An order was paid.
 *
 * @param goodsPaidFen what was paid for goods, without the shipping fee
 */
public record OrderPaid(OrderId order, CustomerId customer, long goodsPaidFen, Instant at) {}
