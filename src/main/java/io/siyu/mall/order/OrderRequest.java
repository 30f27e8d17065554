package io.siyu.mall.order;

import io.siyu.shared.SkuId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper wants to buy and with what.
 *
 * @param points how many points to spend, cut to what is possible
 * @param fromCart take these SKUs out of the cart afterwards
 */
public record OrderRequest(
        List<Item> items,
        @Nullable Long couponId,
        long points,
        @Nullable Receiver receiver,
        boolean fromCart) {

    public OrderRequest {
        items = List.copyOf(items);
    }

    /** So many pieces of a SKU. */
    public record Item(SkuId sku, int quantity) {}

    /** Whom and where to send it to. Stored encrypted. */
    public record Receiver(String name, String phone, String address) {}
}
