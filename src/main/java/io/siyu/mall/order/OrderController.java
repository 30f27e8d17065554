package io.siyu.mall.order;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Predicates;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
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

/** Orders in the console: those of the operator's scope by the owner they had when they were placed. */
@RestController
@RequestMapping("/api/admin/orders")
class OrderController {

    private final OrderViews views;
    private final OrderSearch search;
    private final AdminOrderViews details;
    private final Orders orders;
    private final Idempotency idempotency;
    private final CurrentOperator operator;
    private final Audit audit;

    OrderController(
            OrderViews views,
            OrderSearch search,
            AdminOrderViews details,
            Orders orders,
            Idempotency idempotency,
            CurrentOperator operator,
            Audit audit) {
        this.views = views;
        this.search = search;
        this.details = details;
        this.orders = orders;
        this.idempotency = idempotency;
        this.operator = operator;
        this.audit = audit;
    }

    record ShipRequest(
            @NotBlank @Size(max = 40) String carrier,
            @NotBlank @Size(max = 40) String trackingNumber) {}

    record RefundRequest(@NotBlank @Size(max = 80) String reason) {}

    record Changed(long id, OrderState state) {}

    @GetMapping
    @RequiresPermission("order.read")
    Slice<AdminOrderViews.Item> list(
            @RequestParam(required = false) @Nullable OrderState state,
            @RequestParam(required = false) @Nullable Long customerId,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var wanted = new OrderSearch.Wanted(state, customerId, q);
        List<OrderViews.Head> heads = search.find(wanted, operator.scope(), after, size + 1);
        return details.list(Slice.of(heads, size, head -> head.id().toString()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("order.read")
    AdminOrderViews.Detail one(@PathVariable long id, Locale locale) {
        return details.detail(require(id), locale);
    }

    /** Whom and where in full, for whoever sends the parcel; each look is written down. */
    @PostMapping("/{id}/receiver")
    @RequiresPermission("order.ship")
    AdminOrderViews.FullReceiver receiver(@PathVariable long id) {
        OrderViews.Head order = require(id);
        if (operator.get().exportFrozen()) {
            audit.record("transfer.refused", subject(order), null, null);
            throw DomainException.forbidden("transfer.frozen");
        }
        AdminOrderViews.FullReceiver receiver =
                details.fullReceiver(order).orElseThrow(() -> DomainException.notFound("order.receiver_unknown"));
        audit.record("order.receiver.show", subject(order), null, null);
        return receiver;
    }

    @PostMapping("/{id}/ship")
    @RequiresPermission("order.ship")
    Changed ship(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") UUID key,
            @Valid @RequestBody ShipRequest request) {
        OrderViews.Head order = require(id);
        Operator who = operator.get();
        return idempotency.once(
                "operator:" + who.userId(), key, List.of("order.ship", id, request), Changed.class, () -> {
                    orders.ship(order.id(), request.carrier(), request.trackingNumber(), Actor.operator(who.userId()));
                    audit.record("order.ship", subject(order), null, request);
                    return new Changed(id, OrderState.SHIPPED);
                });
    }

    @PostMapping("/{id}/refund")
    @RequiresPermission("order.refund")
    Changed refund(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") UUID key,
            @Valid @RequestBody RefundRequest request) {
        OrderViews.Head order = require(id);
        Operator who = operator.get();
        return idempotency.once(
                "operator:" + who.userId(), key, List.of("order.refund", id, request), Changed.class, () -> {
                    orders.refund(order.id(), request.reason(), Actor.operator(who.userId()));
                    audit.record("order.refund", subject(order), null, request);
                    return new Changed(id, require(id).state());
                });
    }

    private static Subject subject(OrderViews.Head order) {
        return Subject.of("order", order.id(), order.number());
    }

    private OrderViews.Head require(long id) {
        if (id <= 0) {
            throw DomainException.notFound("order.not_found");
        }
        return views.one(new OrderId(id), scope()).orElseThrow(() -> DomainException.notFound("order.not_found"));
    }

    private Predicates.Predicate scope() {
        return OrderSearch.visible(operator.scope());
    }
}
