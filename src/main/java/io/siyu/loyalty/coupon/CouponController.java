package io.siyu.loyalty.coupon;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Coupons of people, in the console: who has which, and giving them by hand. */
@RestController
@RequestMapping("/api/admin")
class CouponController {

    private static final int MOST_AT_ONCE = 500;

    private final Coupons coupons;
    private final CouponViews views;
    private final CustomerDirectory customers;
    private final Idempotency idempotency;
    private final CurrentOperator operator;
    private final Audit audit;
    private final MessageSource texts;

    CouponController(
            Coupons coupons,
            CouponViews views,
            CustomerDirectory customers,
            Idempotency idempotency,
            CurrentOperator operator,
            Audit audit,
            MessageSource texts) {
        this.coupons = coupons;
        this.views = views;
        this.customers = customers;
        this.idempotency = idempotency;
        this.operator = operator;
        this.audit = audit;
        this.texts = texts;
    }

    record IssueRequest(@NotEmpty @Size(max = MOST_AT_ONCE) List<@NotNull Long> customerIds) {}

    record Refused(long customerId, String code, String reason) {}

    /** What the audit keeps: to whom, and how many of them got it. */
    private record Written(SortedSet<Long> customerIds, int issued) {}

    record Issued(int issued, List<Refused> refused) {}

    @PostMapping("/coupon-templates/{id}/issue")
    @RequiresPermission("coupon.issue")
    Issued issue(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") UUID key,
            @Valid @RequestBody IssueRequest request,
            Locale locale) {
        // In order of id: two who give out to the same people wait for each other instead of blocking each other.
        SortedSet<Long> people = new TreeSet<>(request.customerIds());
        List<CustomerId> visible =
                people.stream().map(customers::requireVisible).toList();
        String caller = "operator:" + operator.get().userId();
        return idempotency.once(caller, key, List.of("coupon.issue", id, people), Issued.class, () -> {
            List<Refused> refused = new ArrayList<>();
            customers.hold(visible);
            for (long person : people) {
                try {
                    coupons.issue(id, new CustomerId(person), "hand", key + "/" + person);
                } catch (DomainException refusal) {
                    refused.add(new Refused(person, refusal.code(), text(refusal, locale)));
                }
            }
            Issued answer = new Issued(people.size() - refused.size(), refused);
            audit.record("coupon.issue", Subject.of("coupon-template", id), null, new Written(people, answer.issued()));
            return answer;
        });
    }

    @GetMapping("/coupon-templates/{id}/coupons")
    @RequiresPermission("coupon.read")
    Slice<CouponViews.Coupon> ofTemplate(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return views.ofTemplate(id, operator.scope(), after, size);
    }

    @GetMapping("/customers/{id}/coupons")
    @RequiresPermission("coupon.read")
    Slice<CouponViews.Coupon> ofCustomer(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return views.of(customers.requireVisible(id), after, size);
    }

    private String text(DomainException refusal, Locale locale) {
        String found = texts.getMessage(refusal.code(), refusal.arguments().toArray(), refusal.code(), locale);
        return found == null ? refusal.code() : found;
    }
}
