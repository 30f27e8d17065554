package io.siyu.mall.catalog;

import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The shop window: anybody may look. */
@RestController
@RequestMapping("/api/mall/products")
class ShopController {

    private final ProductViews views;

    ShopController(ProductViews views) {
        this.views = views;
    }

    record Variant(long id, String spec, long priceFen, long available) {}

    record Item(
            long id,
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            @Nullable String description,
            String category,
            List<Variant> skus) {

        static Item of(ProductViews.ProductView product) {
            return new Item(
                    product.id(),
                    product.title(),
                    product.subtitle(),
                    product.imageUrl(),
                    product.description(),
                    product.category(),
                    product.skus().stream()
                            .map(sku -> new Variant(sku.id(), sku.spec(), sku.priceFen(), sku.available()))
                            .toList());
        }
    }

    @GetMapping
    Slice<Item> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        Slice<ProductViews.ProductView> found = views.onSale(q.strip(), category, after, size);
        return new Slice<>(found.items().stream().map(Item::of).toList(), found.next());
    }

    @GetMapping("/{id}")
    Item one(@PathVariable long id) {
        ProductViews.ProductView product = views.one(id);
        if (product.archived() || product.status() == Product.Status.OFF) {
            throw DomainException.notFound("catalog.product_not_found");
        }
        return Item.of(product);
    }
}
