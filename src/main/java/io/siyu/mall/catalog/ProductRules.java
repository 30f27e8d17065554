package io.siyu.mall.catalog;

import io.siyu.shared.DomainException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a product must be like before it is kept. */
final class ProductRules {

    private static final int LONGEST_TITLE = 60;
    private static final int MOST_SKUS = 100;
    private static final long HIGHEST_PRICE = 100_000_000_00L;

    private ProductRules() {}

    static void check(ProductDraft draft, List<Product.SkuEdit> skus) {
        if (draft.title().isBlank() || draft.title().length() > LONGEST_TITLE) {
            throw DomainException.invalid("title", "catalog.title_invalid", LONGEST_TITLE);
        }
        if (draft.category().isBlank()) {
            throw DomainException.invalid("category", "catalog.category_missing");
        }
        checkImage(draft.imageUrl());
        if (skus.isEmpty() || skus.size() > MOST_SKUS) {
            throw DomainException.invalid("skus", "catalog.skus_invalid", MOST_SKUS);
        }
        Set<String> specs = new HashSet<>();
        for (Product.SkuEdit sku : skus) {
            if (!specs.add(sku.spec().strip())) {
                throw DomainException.invalid("skus", "catalog.spec_twice", sku.spec());
            }
            if (sku.priceFen() <= 0 || sku.priceFen() > HIGHEST_PRICE) {
                throw DomainException.invalid("skus", "catalog.price_invalid");
            }
        }
    }

    /** Only addresses a browser loads a picture from: no script, no data. */
    private static void checkImage(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return;
        }
        boolean web = url.startsWith("https://") || url.startsWith("http://");
        boolean own = url.startsWith("/") && !url.startsWith("//");
        if (!web && !own) {
            throw DomainException.invalid("imageUrl", "catalog.image_invalid");
        }
    }
}
