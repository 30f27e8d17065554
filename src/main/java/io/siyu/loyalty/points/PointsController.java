package io.siyu.loyalty.points;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The points of one customer, in the console. */
@RestController
@RequestMapping("/api/admin/customers/{id}/points")
class PointsController {

    private static final long MOST_BY_HAND = 1_000_000;

    private final Points points;
    private final PointsViews views;
    private final CustomerDirectory customers;
    private final Idempotency idempotency;
    private final CurrentOperator operator;
    private final Audit audit;

    PointsController(
            Points points,
            PointsViews views,
            CustomerDirectory customers,
            Idempotency idempotency,
            CurrentOperator operator,
            Audit audit) {
        this.points = points;
        this.views = views;
        this.customers = customers;
        this.idempotency = idempotency;
        this.operator = operator;
        this.audit = audit;
    }

    /** @param points how many to give; below zero takes */
    record AdjustRequest(
            @Min(-MOST_BY_HAND) @Max(MOST_BY_HAND) long points,
            @NotBlank @Size(max = 200) String note) {}

    @GetMapping
    @RequiresPermission("points.read")
    PointsViews.Account account(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return views.of(customers.requireVisible(id), after, size);
    }

    /** The balance, and why it was changed. */
    private record Written(PointsBalance points, @Nullable String note) {}

    @PostMapping
    @RequiresPermission("points.adjust")
    PointsBalance adjust(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") UUID key,
            @Valid @RequestBody AdjustRequest request) {
        CustomerId customer = customers.requireVisible(id);
        String caller = "operator:" + operator.get().userId();
        return idempotency.once(caller, key, List.of("points.adjust", id, request), PointsBalance.class, () -> {
            PointsBalance before = points.balance(customer);
            points.adjust(customer, request.points(), request.note(), "hand", caller + "/" + key);
            PointsBalance after = points.balance(customer);
            audit.record(
                    "points.adjust", "customer", id, new Written(before, null), new Written(after, request.note()));
            return after;
        });
    }
}
