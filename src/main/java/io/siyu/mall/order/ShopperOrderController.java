package io.siyu.mall.order;

import io.siyu.people.customer.Shopper;
import io.siyu.shared.DomainException;
import io.siyu.shared.OrderId;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own orders. Somebody else's are not there. */
@RestController
@RequestMapping("/api/mall/orders")
class ShopperOrderController {

    private final OrderViews views;
    private final QuoteViews quotes;
    private final Paying paying;
    private final Closing closing;
    private final Orders orders;

    ShopperOrderController(OrderViews views, QuoteViews quotes, Paying paying, Closing closing, Orders orders) {
        this.views = views;
        this.quotes = quotes;
        this.paying = paying;
        this.closing = closing;
        this.orders = orders;
    }

    record Line(
            @Nullable Long skuId,
            String title,
            String spec,
            @Nullable String imageUrl,
            int quantity,
            long unitPriceFen,
            long payFen) {

        static Line of(OrderViews.Line line) {
            return new Line(
                    line.skuId(),
                    line.title(),
                    line.spec(),
                    line.imageUrl(),
                    line.quantity(),
                    line.unitPriceFen(),
                    line.payFen());
        }
    }

    record Item(
            String number, OrderState state, long payableFen, List<Line> lines, Instant placedAt, Instant expiresAt) {}

    record Detail(
            String number,
            OrderState state,
            List<Line> lines,
            List<QuoteViews.StepView> steps,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long shippingFen,
            long payableFen,
            Instant placedAt,
            Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt,
            @Nullable Instant receivedAt,
            @Nullable String carrier,
            @Nullable String trackingNumber) {}

    record PayParameters(Map<String, String> params) {}

    @GetMapping
    Slice<Item> mine(
            Shopper shopper,
            @RequestParam(required = false) @Nullable OrderState state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        List<OrderViews.Head> heads = views.heads(
                "customer_id = :customer and (:state = '' or state = :state)",
                Map.of("customer", shopper.customer().value(), "state", state == null ? "" : state.name()),
                after,
                size + 1);
        Slice<OrderViews.Head> slice = Slice.of(heads, size, head -> head.id().toString());
        Map<OrderId, List<OrderViews.Line>> lines =
                views.lines(slice.items().stream().map(OrderViews.Head::id).toList());
        return new Slice<>(
                slice.items().stream()
                        .map(head -> item(head, lines.getOrDefault(head.id(), List.of())))
                        .toList(),
                slice.next());
    }

    @GetMapping("/{number}")
    Detail one(Shopper shopper, @PathVariable String number, Locale locale) {
        return detail(require(shopper, number), locale);
    }

    /** Asked again, it is the same payment. */
    @PostMapping("/{number}/pay")
    PayParameters pay(Shopper shopper, @PathVariable String number) {
        OrderViews.Head order = require(shopper, number);
        return new PayParameters(paying.begin(order.id(), shopper.openId()));
    }

    @PostMapping("/{number}/cancel")
    Detail cancel(Shopper shopper, @PathVariable String number, Locale locale) {
        OrderViews.Head order = require(shopper, number);
        switch (order.state()) {
            case PLACED, CLOSING -> closing.close(order.id(), Actor.shopper(shopper.customer()), "cancelled");
            case CLOSED -> {}
            case PAID, SHIPPED, RECEIVED, COMPLETED, REFUNDING, REFUNDED ->
                throw DomainException.conflict("order.not_cancellable");
        }
        return detail(require(shopper, number), locale);
    }

    @PostMapping("/{number}/confirm")
    Detail confirm(Shopper shopper, @PathVariable String number, Locale locale) {
        OrderViews.Head order = require(shopper, number);
        boolean received =
                orders.receive(order.id(), Actor.shopper(shopper.customer())).isPresent();
        OrderViews.Head now = require(shopper, number);
        if (!received && now.state() != OrderState.RECEIVED && now.state() != OrderState.COMPLETED) {
            throw DomainException.conflict("order.not_receivable");
        }
        return detail(now, locale);
    }

    private OrderViews.Head require(Shopper shopper, String number) {
        return views.one(shopper.customer(), number).orElseThrow(() -> DomainException.notFound("order.not_found"));
    }

    private static Item item(OrderViews.Head head, List<OrderViews.Line> lines) {
        return new Item(
                head.number(),
                head.state(),
                head.payableFen(),
                lines.stream().map(Line::of).toList(),
                head.placedAt(),
                head.expiresAt());
    }

    private Detail detail(OrderViews.Head head, Locale locale) {
        List<OrderViews.Line> lines = views.lines(List.of(head.id())).getOrDefault(head.id(), List.of());
        return new Detail(
                head.number(),
                head.state(),
                lines.stream().map(Line::of).toList(),
                head.steps().stream().map(step -> quotes.step(step, locale)).toList(),
                head.goodsFen(),
                head.couponFen(),
                head.pointsFen(),
                head.shippingFen(),
                head.payableFen(),
                head.placedAt(),
                head.expiresAt(),
                head.paidAt(),
                head.shippedAt(),
                head.receivedAt(),
                head.carrier(),
                head.trackingNumber());
    }
}
