package io.siyu.mall.order;

import io.siyu.shared.SkuId;

/** What an order line is about. */
public sealed interface LineItem {

    /** Pieces of a SKU, from stock. */
    record Goods(SkuId sku) implements LineItem {}

    /** Something without a parcel, delivered by the module that issues it once it is paid. */
    record Virtual(String issuer, String reference) implements LineItem {}

    /** Pieces of a SKU that somebody won. */
    record Prize(SkuId sku, String reference) implements LineItem {}
}
