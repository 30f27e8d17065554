package io.siyu.mall.catalog;

import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Products as console and mall show them. */
@Component
class ProductViews {

    private static final String COLUMNS = """
            select p.id, p.code, p.title, p.subtitle, p.image_url, p.description, p.category, p.status, p.created_at, p.archived_at
            from catalog_product p\s""";

    private final JdbcClient jdbc;

    ProductViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param available pieces that nobody holds; {@code reserved} ones wait for their payment */
    record SkuView(long id, String spec, String code, long priceFen, long onHand, long reserved, long available) {}

    record ProductView(
            long id,
            @Nullable String code,
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            @Nullable String description,
            String category,
            Product.Status status,
            boolean archived,
            Instant createdAt,
            List<SkuView> skus) {}

    Page<ProductView> page(
            String words, String category, Product.@Nullable Status status, boolean archived, int page, int size) {
        String where = """
                where (p.archived_at is not null) = :archived and (:status = '' or p.status = :status)
                  and (:category = '' or p.category = :category)
                  and (:words = '' or p.title ilike '%' || :words || '%' or p.code = :words or exists (
                      select 1 from catalog_sku k where k.product_id = p.id and k.code = :words))""";
        Map<String, Object> parameters = Map.of(
                "archived", archived,
                "status", status == null ? "" : status.name(),
                "category", category,
                "words", words);
        List<ProductView> rows = jdbc.sql(COLUMNS + where + " order by p.id desc limit :size offset :offset")
                .params(parameters)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(ProductViews::product)
                .list();
        long total = jdbc.sql("select count(*) from catalog_product p " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        return new Page<>(withSkus(rows), total);
    }

    /** What shoppers see, newest first. */
    Slice<ProductView> onSale(String words, String category, @Nullable Long after, int size) {
        List<ProductView> rows = jdbc.sql(COLUMNS + """
                where p.status = 'ON' and p.archived_at is null and p.id < :after
                  and (:category = '' or p.category = :category)
                  and (:words = '' or p.title ilike '%' || :words || '%')
                order by p.id desc limit :limit""")
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("category", category)
                .param("words", words)
                .param("limit", size + 1)
                .query(ProductViews::product)
                .list();
        return Slice.of(withSkus(rows), size, product -> Long.toString(product.id()));
    }

    ProductView one(long id) {
        List<ProductView> found = jdbc.sql(COLUMNS + "where p.id = :id")
                .param("id", id)
                .query(ProductViews::product)
                .list();
        if (found.isEmpty()) {
            throw DomainException.notFound("catalog.product_not_found");
        }
        return withSkus(found).getFirst();
    }

    List<String> categories() {
        return jdbc.sql("select distinct category from catalog_product where archived_at is null order by category")
                .query(String.class)
                .list();
    }

    List<String> categoriesOnSale() {
        return jdbc.sql("""
                select distinct category from catalog_product where archived_at is null and status = 'ON'
                order by category""").query(String.class).list();
    }

    private List<ProductView> withSkus(List<ProductView> products) {
        if (products.isEmpty()) {
            return products;
        }
        Map<Long, List<SkuView>> skus =
                skusOf(products.stream().map(ProductView::id).toList());
        return products.stream()
                .map(product -> new ProductView(
                        product.id(),
                        product.code(),
                        product.title(),
                        product.subtitle(),
                        product.imageUrl(),
                        product.description(),
                        product.category(),
                        product.status(),
                        product.archived(),
                        product.createdAt(),
                        skus.getOrDefault(product.id(), List.of())))
                .toList();
    }

    private Map<Long, List<SkuView>> skusOf(Collection<Long> products) {
        record Owned(long product, SkuView sku) {}
        return jdbc
                .sql("""
                select k.product_id, k.id, k.spec, k.code, k.price_fen,
                    coalesce(s.on_hand, 0) as on_hand, coalesce(s.reserved, 0) as reserved
                from catalog_sku k
                left join catalog_stock s on s.sku_id = k.id
                    and s.location_id = (select id from catalog_location where is_default)
                where k.product_id in (:products) and k.archived_at is null
                order by k.product_id, k.position, k.id""")
                .param("products", products)
                .query((row, number) -> new Owned(
                        row.getLong("product_id"),
                        new SkuView(
                                row.getLong("id"),
                                row.getString("spec"),
                                row.getString("code"),
                                row.getLong("price_fen"),
                                row.getLong("on_hand"),
                                row.getLong("reserved"),
                                row.getLong("on_hand") - row.getLong("reserved"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Owned::product, Collectors.mapping(Owned::sku, Collectors.toList())));
    }

    private static ProductView product(ResultSet row, int number) throws SQLException {
        return new ProductView(
                row.getLong("id"),
                row.getString("code"),
                row.getString("title"),
                row.getString("subtitle"),
                row.getString("image_url"),
                row.getString("description"),
                row.getString("category"),
                Product.Status.valueOf(row.getString("status")),
                row.getObject("archived_at") != null,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                List.of());
    }
}
