package io.siyu.mall.catalog;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.mall.catalog.Product.Status;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Products and their variants, in the console. */
@RestController
@RequestMapping("/api/admin/products")
class ProductController {

    private final Catalog catalog;
    private final ProductViews views;

    ProductController(Catalog catalog, ProductViews views) {
        this.catalog = catalog;
        this.views = views;
    }

    /** @param stock pieces to begin with, also of one added later; what there is already changes by adjusting the stock only */
    record SkuRequest(
            @Nullable Long id,
            @NotNull @Size(max = 60) String spec,
            @Nullable @Size(max = 40) String code,
            long priceFen,
            @Nullable @Min(0) @Max(10_000_000) Integer stock) {}

    record ProductRequest(
            @NotBlank String title,
            @Nullable @Size(max = 200) String subtitle,
            @Nullable @Size(max = 500) String imageUrl,
            @Nullable @Size(max = 20_000) String description,
            @NotBlank @Size(max = 30) String category,
            @NotNull Status status,
            @NotEmpty List<@Valid SkuRequest> skus) {

        ProductDraft draft() {
            return new ProductDraft(
                    title,
                    subtitle,
                    imageUrl,
                    description,
                    category,
                    status == Status.ON,
                    skus.stream()
                            .map(sku -> new ProductDraft.SkuDraft(
                                    sku.spec(), sku.code(), sku.priceFen(), sku.stock() == null ? 0 : sku.stock()))
                            .toList());
        }

        List<Product.SkuEdit> edits() {
            return skus.stream()
                    .map(sku -> new Product.SkuEdit(sku.id(), sku.spec(), sku.code(), sku.priceFen()))
                    .toList();
        }
    }

    @GetMapping
    @RequiresPermission("catalog.read")
    Page<ProductViews.ProductView> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return views.page(q.strip(), category, status, archived, page, size);
    }

    @GetMapping("/categories")
    @RequiresPermission("catalog.read")
    List<String> categories() {
        return views.categories();
    }

    @GetMapping("/{id}")
    @RequiresPermission("catalog.read")
    ProductViews.ProductView one(@PathVariable long id) {
        return views.one(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("catalog.write")
    ProductViews.ProductView create(@Valid @RequestBody ProductRequest request) {
        return views.one(catalog.create(request.draft()));
    }

    @PutMapping("/{id}")
    @RequiresPermission("catalog.write")
    ProductViews.ProductView edit(@PathVariable long id, @Valid @RequestBody ProductRequest request) {
        catalog.edit(id, request.draft(), request.edits());
        return views.one(id);
    }

    @PostMapping("/{id}/on")
    @RequiresPermission("catalog.write")
    ProductViews.ProductView putOnSale(@PathVariable long id) {
        catalog.putOnSale(id);
        return views.one(id);
    }

    @PostMapping("/{id}/off")
    @RequiresPermission("catalog.write")
    ProductViews.ProductView takeOffSale(@PathVariable long id) {
        catalog.takeOffSale(id);
        return views.one(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("catalog.write")
    void archive(@PathVariable long id) {
        catalog.archive(id);
    }
}
