package io.siyu.mall.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One variant of a product, with a price of its own. */
@Entity
@Table(name = "catalog_sku")
class Sku {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "catalog_sku_seq")
    @SequenceGenerator(name = "catalog_sku_seq", sequenceName = "catalog_sku_seq", allocationSize = 50)
    private Long id;

    @Column
    private String spec;

    @Column
    private String code;

    @Column
    private long priceFen;

    @Column
    private int position;

    @Column
    private @Nullable Instant archivedAt;

    protected Sku() {}

    static Sku of(String spec, String code, long priceFen, int position) {
        Sku sku = new Sku();
        sku.code = code;
        sku.write(spec, priceFen, position);
        return sku;
    }

    void write(String newSpec, long newPriceFen, int newPosition) {
        spec = newSpec;
        priceFen = newPriceFen;
        position = newPosition;
        archivedAt = null;
    }

    void renumber(String newCode) {
        code = newCode;
    }

    void archive(Instant now) {
        if (archivedAt == null) {
            archivedAt = now;
        }
    }

    int position() {
        return position;
    }

    boolean archived() {
        return archivedAt != null;
    }

    long id() {
        return id;
    }

    String spec() {
        return spec;
    }

    String code() {
        return code;
    }

    long priceFen() {
        return priceFen;
    }
}
