package io.siyu.mall.catalog;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Products with their variants from a file, one variant a row. Product and variant are found by their codes: the same file twice
 * changes nothing, and variants that the file does not name stay as they are.
 */
@Component
class ProductImport implements ImportTarget {

    private final Catalog catalog;
    private final Products products;
    private final JdbcClient jdbc;

    ProductImport(Catalog catalog, Products products, JdbcClient jdbc) {
        this.catalog = catalog;
        this.products = products;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public String permission() {
        return "catalog.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("product", "catalog.import.product", true),
                new Field("title", "catalog.import.title", true),
                new Field("category", "catalog.import.category", true),
                new Field("spec", "catalog.import.spec", true),
                new Field("sku", "catalog.import.sku", true),
                new Field("price", "catalog.import.price", true),
                new Field("stock", "catalog.import.stock", false),
                new Field("subtitle", "catalog.import.subtitle", false),
                new Field("status", "catalog.import.status", false));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("P1001", "樱花护手霜", "护手", "50ml", "P1001-50", "39.90", "200", "滋润不黏手", "上架"),
                List.of("P1001", "樱花护手霜", "护手", "100ml", "P1001-100", "59.00", "100", "滋润不黏手", "上架"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        Outcome[] outcomes = new Outcome[rows.size()];
        Map<Integer, ProductLine> lines = readable(rows, outcomes);
        Map<String, KnownSku> known =
                known(lines.values().stream().map(ProductLine::sku).toList());
        Map<String, Map<Integer, ProductLine>> together = new LinkedHashMap<>();
        lines.forEach((place, line) -> together.computeIfAbsent(line.product(), product -> new TreeMap<>())
                .put(place, line));
        together.forEach((code, mine) -> {
            try {
                takeOne(code, mine, known, dry, outcomes);
            } catch (DomainException refusal) {
                mine.keySet().forEach(place -> outcomes[place] = Outcome.refused(refusal));
            }
        });
        return Arrays.asList(outcomes);
    }

    private static Map<Integer, ProductLine> readable(List<Map<String, String>> rows, Outcome[] outcomes) {
        Map<Integer, ProductLine> lines = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < rows.size(); place++) {
            try {
                ProductLine line = ProductLine.of(rows.get(place));
                if (!seen.add(line.sku())) {
                    throw DomainException.invalid("sku", "catalog.import.sku_twice", line.sku());
                }
                lines.put(place, line);
            } catch (DomainException refusal) {
                outcomes[place] = Outcome.refused(refusal);
            }
        }
        return lines;
    }

    private record KnownSku(long id, long product, String code, String spec, long priceFen, boolean archived) {

        boolean says(ProductLine line) {
            return !archived && spec.equals(line.spec()) && priceFen == line.priceFen();
        }
    }

    private Map<String, KnownSku> known(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                select id, product_id, code, spec, price_fen, archived_at is not null as archived
                from catalog_sku where code in (:codes)""")
                .param("codes", codes)
                .query((row, number) -> new KnownSku(
                        row.getLong("id"),
                        row.getLong("product_id"),
                        row.getString("code"),
                        row.getString("spec"),
                        row.getLong("price_fen"),
                        row.getBoolean("archived")))
                .list()
                .stream()
                .collect(Collectors.toMap(KnownSku::code, Function.identity()));
    }

    /** All rows of one product, or none where together they make no sense. */
    private void takeOne(
            String code,
            Map<Integer, ProductLine> lines,
            Map<String, KnownSku> known,
            boolean dry,
            Outcome[] outcomes) {
        Product present = products.findByCode(code).orElse(null);
        if (present != null && present.archived()) {
            throw DomainException.conflict("catalog.import.product_archived", code);
        }
        Map<String, ProductLine> bySku = new LinkedHashMap<>();
        for (ProductLine line : lines.values()) {
            KnownSku sku = known.get(line.sku());
            if (sku != null && (present == null || sku.product() != present.id())) {
                throw DomainException.conflict("catalog.import.sku_elsewhere", line.sku());
            }
            bySku.put(line.sku(), line);
        }
        List<Product.SkuEdit> edits = edits(present, bySku, known);
        ProductDraft draft = draft(code, present, List.copyOf(lines.values()).getLast(), edits, bySku);
        ProductRules.check(draft, edits);
        boolean described = present != null && present.isDescribedBy(draft);
        boolean anything = false;
        for (Map.Entry<Integer, ProductLine> line : lines.entrySet()) {
            Effect effect = effect(known.get(line.getValue().sku()), line.getValue(), described);
            outcomes[line.getKey()] = Outcome.of(effect);
            anything |= effect != Effect.NONE;
        }
        if (!dry && anything) {
            write(present, draft, edits);
        }
    }

    private void write(@Nullable Product present, ProductDraft draft, List<Product.SkuEdit> edits) {
        if (present == null) {
            catalog.create(draft);
        } else {
            catalog.edit(present.id(), draft, edits);
        }
    }

    private static Effect effect(@Nullable KnownSku sku, ProductLine line, boolean described) {
        if (sku == null) {
            return Effect.CREATED;
        }
        return sku.says(line) && described ? Effect.NONE : Effect.CHANGED;
    }

    /** Those that are there in their order, as the file has them where it names them; then what is new. */
    private static List<Product.SkuEdit> edits(
            @Nullable Product present, Map<String, ProductLine> bySku, Map<String, KnownSku> known) {
        List<Product.SkuEdit> edits = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (Sku sku : present == null ? List.<Sku>of() : present.skus()) {
            ProductLine line = bySku.get(sku.code());
            there.add(sku.code());
            edits.add(
                    line == null
                            ? new Product.SkuEdit(sku.id(), sku.spec(), sku.code(), sku.priceFen())
                            : new Product.SkuEdit(sku.id(), line.spec(), sku.code(), line.priceFen()));
        }
        bySku.forEach((code, line) -> {
            if (!there.contains(code)) {
                KnownSku archived = known.get(code);
                Long id = archived == null ? null : archived.id();
                edits.add(new Product.SkuEdit(id, line.spec(), code, line.priceFen()));
            }
        });
        return edits;
    }

    private static ProductDraft draft(
            String code,
            @Nullable Product present,
            ProductLine line,
            List<Product.SkuEdit> edits,
            Map<String, ProductLine> bySku) {
        Product.State state = present == null ? null : present.state();
        boolean onSale = state != null && state.status() == Product.Status.ON;
        return new ProductDraft(
                code,
                line.title(),
                line.subtitle() != null || state == null ? line.subtitle() : state.subtitle(),
                state == null ? null : state.imageUrl(),
                present == null ? null : present.description(),
                line.category(),
                line.onSale() == null ? onSale : line.onSale(),
                edits.stream()
                        .map(edit -> new ProductDraft.SkuDraft(
                                edit.spec(), edit.code(), edit.priceFen(), stock(bySku.get(edit.code()))))
                        .toList());
    }

    private static int stock(@Nullable ProductLine line) {
        return line == null ? 0 : line.stock();
    }
}
