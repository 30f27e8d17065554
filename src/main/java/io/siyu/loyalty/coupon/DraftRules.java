package io.siyu.loyalty.coupon;

import io.siyu.shared.DomainException;
import java.time.Instant;

/** What a template must be like before anybody can be given a coupon of it. */
final class DraftRules {

    private static final int LONGEST_NAME = 40;
    private static final int MOST_DAYS = 3650;

    private DraftRules() {}

    static void check(CouponDraft draft) {
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            throw DomainException.invalid("name", "coupon.name_invalid", LONGEST_NAME);
        }
        checkTerms(draft.terms());
        checkWindow(draft);
        if (draft.total() < 1) {
            throw DomainException.invalid("total", "coupon.total_invalid");
        }
        if (draft.perPerson() < 1 || draft.perPerson() > draft.total()) {
            throw DomainException.invalid("perPerson", "coupon.per_person_invalid");
        }
        if (draft.bearerDepartment().isBlank()) {
            throw DomainException.invalid("bearerDepartment", "coupon.bearer_missing");
        }
        if (draft.bearerPercent() < 1 || draft.bearerPercent() > 100) {
            throw DomainException.invalid("bearerPercent", "coupon.bearer_share_invalid");
        }
    }

    private static void checkTerms(CouponTerms terms) {
        switch (terms.kind()) {
            case AMOUNT -> {
                if (terms.amountFen() <= 0) {
                    throw DomainException.invalid("amountFen", "coupon.amount_invalid");
                }
            }
            case PERCENT -> {
                if (terms.percentOff() < 1 || terms.percentOff() > 99) {
                    throw DomainException.invalid("percentOff", "coupon.percent_invalid");
                }
                Long cap = terms.capFen();
                if (cap != null && cap <= 0) {
                    throw DomainException.invalid("capFen", "coupon.amount_invalid");
                }
            }
        }
        if (terms.thresholdFen() < 0) {
            throw DomainException.invalid("thresholdFen", "coupon.amount_invalid");
        }
        if (terms.scope() == CouponTerms.Scope.PRODUCT && terms.productIds().isEmpty()) {
            throw DomainException.invalid("productIds", "coupon.scope_empty");
        }
        if (terms.scope() == CouponTerms.Scope.CATEGORY && terms.categories().isEmpty()) {
            throw DomainException.invalid("categories", "coupon.scope_empty");
        }
    }

    private static void checkWindow(CouponDraft draft) {
        Instant starts = draft.startsAt();
        Instant ends = draft.endsAt();
        Integer days = draft.validDays();
        if (ends == null && days == null) {
            throw DomainException.invalid("validDays", "coupon.window_missing");
        }
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw DomainException.invalid("validDays", "coupon.days_invalid", MOST_DAYS);
        }
        if (starts != null && ends != null && !starts.isBefore(ends)) {
            throw DomainException.invalid("endsAt", "coupon.window_reversed");
        }
    }
}
