package io.siyu.mall.catalog;

import io.siyu.shared.SkuId;
import org.jspecify.annotations.Nullable;

/**
 * A SKU as a cart or an order sees it now.
 *
 * @param onSale the product is on sale and neither it nor the SKU is archived
 * @param available pieces at the default location that nobody holds
 */
public record Sellable(
        SkuId sku,
        long productId,
        String title,
        String spec,
        @Nullable String imageUrl,
        String category,
        long priceFen,
        boolean onSale,
        long available) {}
