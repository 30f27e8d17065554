package io.siyu.mall.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the mall does business.
 *
 * @param paymentTime how long an order waits for its money
 * @param receiptTime after how long a parcel counts as received when the customer says nothing
 * @param afterSaleTime how long after receipt an order can be given back before it is complete
 * @param unpaidOrders how many unpaid orders a shopper can have at once
 * @param shippingFen the shipping fee, nothing from {@code freeShippingFromFen} of goods on
 */
@ConfigurationProperties("siyu.mall")
record OrderRules(
        @DefaultValue("15m") Duration paymentTime,
        @DefaultValue("10d") Duration receiptTime,
        @DefaultValue("7d") Duration afterSaleTime,
        @DefaultValue("5") int unpaidOrders,
        @DefaultValue("800") long shippingFen,
        @DefaultValue("9900") long freeShippingFromFen) {}
