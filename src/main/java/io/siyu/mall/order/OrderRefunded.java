package io.siyu.mall.order;

import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import java.time.Instant;

/** A paid order was given back whole. */
public record OrderRefunded(OrderId order, CustomerId customer, long refundedFen, Instant at) {}
