package io.siyu.loyalty.coupon;

import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.people.customer.Shopper;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own coupons, and those to be taken. */
@RestController
@RequestMapping("/api/mall")
class ShopperCouponController {

    private final Coupons coupons;
    private final CouponViews views;
    private final TemplateViews templates;
    private final Idempotency idempotency;

    ShopperCouponController(Coupons coupons, CouponViews views, TemplateViews templates, Idempotency idempotency) {
        this.coupons = coupons;
        this.views = views;
        this.templates = templates;
        this.idempotency = idempotency;
    }

    record Offered(long templateId, String name, CouponTerms terms, int perPerson) {}

    /** @param state ISSUED, RESERVED (by an unpaid order), USED, EXPIRED, VOID */
    record Mine(
            long couponId,
            String name,
            CouponTerms terms,
            String state,
            Instant usableFrom,
            Instant usableUntil,
            @Nullable Instant usedAt) {

        static Mine of(CouponViews.Coupon coupon) {
            return new Mine(
                    coupon.id(),
                    coupon.name(),
                    coupon.terms(),
                    coupon.status(),
                    coupon.validFrom(),
                    coupon.validUntil(),
                    coupon.usedAt());
        }
    }

    record Claimed(long couponId) {}

    @GetMapping("/coupons")
    Slice<Mine> mine(
            Shopper shopper,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        Slice<CouponViews.Coupon> found = views.of(shopper.customer(), after, size);
        return new Slice<>(found.items().stream().map(Mine::of).toList(), found.next());
    }

    record Claimable(List<Offered> items) {}

    @GetMapping("/coupon-templates")
    Claimable claimable() {
        return new Claimable(templates.claimable().stream()
                .map(template -> new Offered(
                        template.id(),
                        template.name(),
                        new CouponTerms(
                                template.kind(),
                                template.amountFen(),
                                template.percentOff(),
                                template.capFen(),
                                template.thresholdFen(),
                                template.scope(),
                                template.productIds(),
                                template.categories()),
                        template.perPerson()))
                .toList());
    }

    @PostMapping("/coupon-templates/{id}/claim")
    Claimed claim(Shopper shopper, @PathVariable long id, @RequestHeader("Idempotency-Key") UUID key) {
        if (!templates.one(id).claimable()) {
            throw DomainException.notFound("coupon.template_not_found");
        }
        String caller = "shopper:" + shopper.customer();
        return idempotency.once(
                caller,
                key,
                List.of("coupon.claim", id),
                Claimed.class,
                () -> new Claimed(coupons.issue(id, shopper.customer(), "claim", caller + "/" + key)));
    }
}
