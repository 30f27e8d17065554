package io.siyu.mall.catalog;

import io.siyu.foundation.audit.Audit;
import io.siyu.shared.DomainException;
import io.siyu.shared.SkuId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the brand sells. */
@Component
public class Catalog {

    private final Products products;
    private final Stock stock;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    Catalog(Products products, Stock stock, JdbcClient jdbc, Audit audit, Clock clock) {
        this.products = products;
        this.stock = stock;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return the product's id */
    @Transactional
    public long create(ProductDraft draft) {
        ProductRules.check(
                draft,
                draft.skus().stream()
                        .map(sku -> new Product.SkuEdit(null, sku.spec(), sku.code(), sku.priceFen()))
                        .toList());
        Product product = save(Product.of(draft, clock.instant()));
        List<Sku> skus = product.skus();
        for (int i = 0; i < skus.size(); i++) {
            stock.open(new SkuId(skus.get(i).id()), draft.skus().get(i).stock());
        }
        audit.record("catalog.product.create", "product", product.id(), null, product.state());
        return product.id();
    }

    @Transactional
    void edit(long id, ProductDraft draft, List<Product.SkuEdit> skus) {
        ProductRules.check(draft, skus);
        Product product = change(id, "edit", edited -> edited.edit(draft, skus, clock.instant()));
        // Those that have a place in stock keep what they have.
        product.skus()
                .forEach(sku -> stock.open(
                        new SkuId(sku.id()), draft.skus().get(sku.position()).stock()));
    }

    @Transactional
    void putOnSale(long id) {
        change(id, "on", Product::putOnSale);
    }

    @Transactional
    void takeOffSale(long id) {
        change(id, "off", Product::takeOffSale);
    }

    @Transactional
    void archive(long id) {
        change(id, "archive", product -> product.archive(clock.instant()));
    }

    /** The SKUs as they are at this moment; those that never were are missing. */
    public Map<SkuId, Sellable> sellables(Collection<SkuId> skus) {
        if (skus.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                select k.id, k.product_id, p.title, k.spec, p.image_url, p.category, k.price_fen,
                    p.status = 'ON' and p.archived_at is null and k.archived_at is null as on_sale,
                    coalesce(s.on_hand - s.reserved, 0) as available
                from catalog_sku k
                join catalog_product p on p.id = k.product_id
                left join catalog_stock s on s.sku_id = k.id
                    and s.location_id = (select id from catalog_location where is_default)
                where k.id in (:ids)""")
                .param("ids", skus.stream().map(SkuId::value).toList())
                .query(Catalog::sellable)
                .list()
                .stream()
                .collect(Collectors.toMap(Sellable::sku, Function.identity()));
    }

    /** The SKUs of a product that were not archived, in the order shown. */
    public List<SkuId> skusOf(long productId) {
        return jdbc.sql("select id from catalog_sku where product_id = :id and archived_at is null order by position")
                .param("id", productId)
                .query((row, number) -> new SkuId(row.getLong("id")))
                .list();
    }

    private Product change(long id, String what, Consumer<Product> change) {
        Product product =
                products.findById(id).orElseThrow(() -> DomainException.notFound("catalog.product_not_found"));
        Product.State before = product.state();
        change.accept(product);
        save(product);
        audit.record("catalog.product." + what, "product", id, before, product.state());
        return product;
    }

    private Product save(Product product) {
        try {
            return products.saveAndFlush(product);
        } catch (DataIntegrityViolationException e) {
            throw DomainException.conflict("catalog.code_taken").at("skus");
        }
    }

    private static Sellable sellable(ResultSet row, int number) throws SQLException {
        return new Sellable(
                new SkuId(row.getLong("id")),
                row.getLong("product_id"),
                row.getString("title"),
                row.getString("spec"),
                row.getString("image_url"),
                row.getString("category"),
                row.getLong("price_fen"),
                row.getBoolean("on_sale"),
                row.getLong("available"));
    }
}
