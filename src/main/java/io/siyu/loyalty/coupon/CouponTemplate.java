package io.siyu.loyalty.coupon;

import io.siyu.shared.DomainException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of coupon: its terms, how many there are and who pays for it. */
@Entity
@Table(name = "coupon_template")
class CouponTemplate {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "coupon_template_seq")
    @SequenceGenerator(name = "coupon_template_seq", sequenceName = "coupon_template_seq", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column
    private String name;

    @Column
    @Enumerated(EnumType.STRING)
    private CouponTerms.Kind kind;

    @Column
    private long amountFen;

    @Column
    private int percentOff;

    @Column
    private @Nullable Long capFen;

    @Column
    private long thresholdFen;

    @Column
    @Enumerated(EnumType.STRING)
    private CouponTerms.Scope scope;

    @Column
    private Long[] productIds;

    @Column
    private String[] categories;

    @Column
    private @Nullable Instant startsAt;

    @Column
    private @Nullable Instant endsAt;

    @Column
    private @Nullable Integer validDays;

    @Column
    private int total;

    @Column
    private int perPerson;

    @Column
    private boolean claimable;

    @Column
    private String bearerDepartment;

    @Column
    private int bearerPercent;

    /** Moved by {@link Coupons} alone, with a condition in the database. */
    @Column(insertable = false, updatable = false)
    private int issued;

    @Column
    private boolean stopped;

    @Column
    private Instant createdAt;

    @Column
    private @Nullable Instant archivedAt;

    protected CouponTemplate() {}

    static CouponTemplate of(CouponDraft draft, Instant now) {
        CouponTemplate template = new CouponTemplate();
        template.createdAt = now;
        template.write(draft);
        return template;
    }

    /** What was promised with coupons already given out stays as it was. */
    void edit(CouponDraft draft) {
        if (archivedAt != null) {
            throw DomainException.conflict("coupon.template_archived");
        }
        if (issued > 0 && !draft.terms().equals(terms())) {
            throw DomainException.conflict("coupon.terms_fixed");
        }
        if (draft.total() < issued) {
            throw DomainException.invalid("total", "coupon.total_below_issued", issued);
        }
        write(draft);
    }

    void stop() {
        stopped = true;
    }

    void resume() {
        stopped = false;
    }

    void archive(Instant now) {
        archivedAt = now;
        stopped = true;
    }

    private void write(CouponDraft draft) {
        DraftRules.check(draft);
        CouponTerms terms = draft.terms();
        name = draft.name().strip();
        kind = terms.kind();
        amountFen = kind == CouponTerms.Kind.AMOUNT ? terms.amountFen() : 0;
        percentOff = kind == CouponTerms.Kind.PERCENT ? terms.percentOff() : 0;
        capFen = kind == CouponTerms.Kind.PERCENT ? terms.capFen() : null;
        thresholdFen = terms.thresholdFen();
        scope = terms.scope();
        productIds = terms.productIds().stream().sorted().toArray(Long[]::new);
        categories = terms.categories().stream().sorted().toArray(String[]::new);
        startsAt = draft.startsAt();
        endsAt = draft.endsAt();
        validDays = draft.validDays();
        total = draft.total();
        perPerson = draft.perPerson();
        claimable = draft.claimable();
        bearerDepartment = draft.bearerDepartment().strip();
        bearerPercent = draft.bearerPercent();
    }

    CouponTerms terms() {
        return new CouponTerms(
                kind, amountFen, percentOff, capFen, thresholdFen, scope, Set.of(productIds), Set.of(categories));
    }

    CouponDraft draft() {
        return new CouponDraft(
                name,
                terms(),
                startsAt,
                endsAt,
                validDays,
                total,
                perPerson,
                claimable,
                bearerDepartment,
                bearerPercent);
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    int issued() {
        return issued;
    }

    boolean stopped() {
        return stopped;
    }

    boolean archived() {
        return archivedAt != null;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant endsAt() {
        return endsAt;
    }
}
