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
@RequestMapping("/api/mall")
class ShopController {

    private final ProductViews views;

    ShopController(ProductViews views) {
        this.views = views;
    }

    record Variant(long id, String spec, long priceFen, long available) {}

    /** @param priceFen the cheapest variant's */
    record Item(
            long id,
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            String category,
            long priceFen,
            boolean soldOut) {

        static Item of(ProductViews.ProductView product) {
            return new Item(
                    product.id(),
                    product.title(),
                    product.subtitle(),
                    product.imageUrl(),
                    product.category(),
                    product.skus().stream()
                            .mapToLong(ProductViews.SkuView::priceFen)
                            .min()
                            .orElse(0),
                    product.skus().stream().allMatch(sku -> sku.available() <= 0));
        }
    }

    record Detail(
            long id,
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            @Nullable String description,
            String category,
            List<Variant> skus) {

        static Detail of(ProductViews.ProductView product) {
            return new Detail(
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

    record Categories(List<String> items) {}

    @GetMapping("/categories")
    Categories categories() {
        return new Categories(views.categoriesOnSale());
    }

    @GetMapping("/products")
    Slice<Item> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        Slice<ProductViews.ProductView> found = views.onSale(q.strip(), category, after, size);
        return new Slice<>(found.items().stream().map(Item::of).toList(), found.next());
    }

    @GetMapping("/products/{id}")
    Detail one(@PathVariable long id) {
        ProductViews.ProductView product = views.one(id);
        if (product.archived() || product.status() == Product.Status.OFF) {
            throw DomainException.notFound("catalog.product_not_found");
        }
        return Detail.of(product);
    }
}
