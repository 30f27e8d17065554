package io.siyu.mall.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product to be made, with its variants.
 *
 * @param code the brand's own number of it, unique; absent where nobody numbers products
 * @param imageUrl https, or a path of this application
 * @param onSale shoppers see it at once
 */
public record ProductDraft(
        @Nullable String code,
        String title,
        @Nullable String subtitle,
        @Nullable String imageUrl,
        @Nullable String description,
        String category,
        boolean onSale,
        List<SkuDraft> skus) {

    public ProductDraft {
        skus = List.copyOf(skus);
    }

    /** One without a number, or that keeps the one it has. */
    public ProductDraft(
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            @Nullable String description,
            String category,
            boolean onSale,
            List<SkuDraft> skus) {
        this(null, title, subtitle, imageUrl, description, category, onSale, skus);
    }

    /**
     * One variant.
     *
     * @param spec what sets it apart: {@code 50ml 樱花粉}
     * @param code the brand's own number, unique; made up when absent
     * @param stock pieces at the default location to begin with
     */
    public record SkuDraft(String spec, @Nullable String code, long priceFen, int stock) {}
}
