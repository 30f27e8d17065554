package io.siyu.mall.catalog;

import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something the brand sells, in one or several variants. */
@Entity
@Table(name = "catalog_product")
class Product {

    private static final int CODE_LETTERS = 10;

    /** Whether shoppers see it. */
    enum Status {
        ON,
        OFF
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "catalog_product_seq")
    @SequenceGenerator(name = "catalog_product_seq", sequenceName = "catalog_product_seq", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column
    private @Nullable String code;

    @Column
    private String title;

    @Column
    private @Nullable String subtitle;

    @Column
    private @Nullable String imageUrl;

    @Column
    private @Nullable String description;

    @Column
    private String category;

    @Column
    @Enumerated(EnumType.STRING)
    private Status status;

    @Column
    private Instant createdAt;

    @Column
    private @Nullable Instant archivedAt;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "product_id", nullable = false, updatable = false)
    @OrderBy("position")
    private final List<Sku> skus = new ArrayList<>();

    protected Product() {}

    static Product of(ProductDraft draft, Instant now) {
        Product product = new Product();
        product.createdAt = now;
        product.status = draft.onSale() ? Status.ON : Status.OFF;
        product.describe(draft);
        for (ProductDraft.SkuDraft sku : draft.skus()) {
            product.skus.add(Sku.of(sku.spec().strip(), codeOf(sku.code()), sku.priceFen(), product.skus.size()));
        }
        return product;
    }

    /** One variant as an operator left it; without an id it is a new one. */
    record SkuEdit(@Nullable Long id, String spec, @Nullable String code, long priceFen) {}

    /** Variants that are not named any more are archived: orders still point at them. */
    void edit(ProductDraft draft, List<SkuEdit> edits, Instant now) {
        describe(draft);
        status = draft.onSale() ? Status.ON : Status.OFF;
        List<Long> kept =
                edits.stream().map(SkuEdit::id).filter(Objects::nonNull).toList();
        skus.stream().filter(sku -> !kept.contains(sku.id())).forEach(sku -> sku.archive(now));
        for (int position = 0; position < edits.size(); position++) {
            SkuEdit edit = edits.get(position);
            if (edit.id() == null) {
                skus.add(Sku.of(edit.spec().strip(), codeOf(edit.code()), edit.priceFen(), position));
            } else {
                Sku sku = require(edit.id());
                sku.write(edit.spec().strip(), edit.priceFen(), position);
                if (edit.code() != null && !edit.code().isBlank()) {
                    sku.renumber(edit.code().strip());
                }
            }
        }
    }

    void putOnSale() {
        if (archivedAt != null) {
            throw DomainException.conflict("catalog.product_archived");
        }
        status = Status.ON;
    }

    void takeOffSale() {
        status = Status.OFF;
    }

    void archive(Instant now) {
        archivedAt = now;
        status = Status.OFF;
    }

    long id() {
        return id;
    }

    List<Sku> skus() {
        return skus.stream().filter(sku -> !sku.archived()).toList();
    }

    boolean archived() {
        return archivedAt != null;
    }

    @Nullable
    String description() {
        return description;
    }

    /** Whether the draft would change nothing about the product, whatever it says of its variants. */
    boolean isDescribedBy(ProductDraft draft) {
        return title.equals(draft.title())
                && category.equals(draft.category())
                && Objects.equals(subtitle, draft.subtitle())
                && (status == Status.ON) == draft.onSale();
    }

    /** Everything an operator can change, for the audit. */
    record State(
            @Nullable String code,
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            String category,
            Status status,
            boolean archived,
            List<SkuEdit> skus) {}

    State state() {
        List<SkuEdit> variants = skus().stream()
                .map(sku -> new SkuEdit(sku.id(), sku.spec(), sku.code(), sku.priceFen()))
                .toList();
        return new State(code, title, subtitle, imageUrl, category, status, archivedAt != null, variants);
    }

    private void describe(ProductDraft draft) {
        code = draft.code() == null ? code : draft.code();
        title = draft.title().strip();
        subtitle = draft.subtitle();
        imageUrl = draft.imageUrl();
        description = draft.description();
        category = draft.category().strip();
    }

    private Sku require(long skuId) {
        return skus.stream()
                .filter(sku -> sku.id() == skuId)
                .findFirst()
                .orElseThrow(() -> DomainException.notFound("catalog.sku_not_found"));
    }

    private static String codeOf(@Nullable String wanted) {
        return wanted == null || wanted.isBlank() ? RandomCode.letters(CODE_LETTERS) : wanted.strip();
    }
}
