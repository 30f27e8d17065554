package io.siyu.loyalty.coupon;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.loyalty.coupon.CouponTerms.Kind;
import io.siyu.loyalty.coupon.CouponTerms.Scope;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The kinds of coupons, in the console. */
@RestController
@RequestMapping("/api/admin/coupon-templates")
class CouponTemplateController {

    private final CouponTemplates templates;
    private final TemplateViews views;

    CouponTemplateController(CouponTemplates templates, TemplateViews views) {
        this.templates = templates;
        this.views = views;
    }

    record TemplateRequest(
            @NotNull String name,
            @NotNull Kind kind,
            @Nullable Long amountFen,
            @Nullable Integer percentOff,
            @Nullable Long capFen,
            @Nullable Long thresholdFen,
            @NotNull Scope scope,
            @Nullable Set<@NotNull Long> productIds,
            @Nullable Set<@NotNull String> categories,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Integer validDays,
            int total,
            int perPerson,
            @Nullable Boolean claimable,
            @NotNull String bearerDepartment,
            int bearerPercent) {

        CouponDraft draft() {
            CouponTerms terms = new CouponTerms(
                    kind,
                    kind == Kind.AMOUNT && amountFen != null ? amountFen : 0,
                    kind == Kind.PERCENT && percentOff != null ? percentOff : 0,
                    kind == Kind.PERCENT ? capFen : null,
                    thresholdFen == null ? 0 : thresholdFen,
                    scope,
                    scope == Scope.PRODUCT && productIds != null ? productIds : Set.of(),
                    scope == Scope.CATEGORY && categories != null ? categories : Set.of());
            return new CouponDraft(
                    name,
                    terms,
                    startsAt,
                    endsAt,
                    validDays,
                    total,
                    perPerson,
                    Boolean.TRUE.equals(claimable),
                    bearerDepartment,
                    bearerPercent);
        }
    }

    @GetMapping
    @RequiresPermission("coupon.read")
    Page<TemplateViews.Template> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return views.page(q, archived, page, size);
    }

    @GetMapping("/{id}")
    @RequiresPermission("coupon.read")
    TemplateViews.Template one(@PathVariable long id) {
        return views.one(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("coupon.write")
    TemplateViews.Template create(@Valid @RequestBody TemplateRequest request) {
        return views.one(templates.create(request.draft()));
    }

    @PutMapping("/{id}")
    @RequiresPermission("coupon.write")
    TemplateViews.Template edit(@PathVariable long id, @Valid @RequestBody TemplateRequest request) {
        templates.edit(id, request.draft());
        return views.one(id);
    }

    @PostMapping("/{id}/stop")
    @RequiresPermission("coupon.write")
    TemplateViews.Template stop(@PathVariable long id) {
        templates.stop(id);
        return views.one(id);
    }

    @PostMapping("/{id}/resume")
    @RequiresPermission("coupon.write")
    TemplateViews.Template resume(@PathVariable long id) {
        templates.resume(id);
        return views.one(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("coupon.write")
    void archive(@PathVariable long id) {
        templates.archive(id);
    }
}
