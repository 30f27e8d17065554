package io.siyu.loyalty.coupon;

import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.people.customer.Shopper;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own coupons, and those to be taken. */
@RestController
@RequestMapping("/api/mall/coupons")
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

    record ClaimRequest(long templateId) {}

    record Claimed(long couponId) {}

    @GetMapping
    Slice<CouponViews.Coupon> mine(
            Shopper shopper,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return views.of(shopper.customer(), after, size);
    }

    @GetMapping("/claimable")
    List<Offered> claimable() {
        return templates.claimable().stream()
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
                .toList();
    }

    @PostMapping("/claim")
    Claimed claim(
            Shopper shopper, @RequestHeader("Idempotency-Key") UUID key, @Valid @RequestBody ClaimRequest request) {
        if (templates.one(request.templateId()).claimable()) {
            return idempotency.once(
                    "shopper:" + shopper.customer(),
                    key,
                    List.of("coupon.claim", request.templateId()),
                    Claimed.class,
                    () -> new Claimed(coupons.issue(
                            request.templateId(), shopper.customer(), "claim", shopper.customer() + "/" + key)));
        }
        throw DomainException.notFound("coupon.template_not_found");
    }
}
