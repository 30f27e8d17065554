package io.siyu.mall.order;

import io.siyu.foundation.idempotency.Idempotency;
import io.siyu.people.customer.Shopper;
import io.siyu.shared.SkuId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What it costs, and buying it. A price is never read from a request. */
@RestController
@RequestMapping("/api/mall")
class CheckoutController {

    private final Checkout checkout;
    private final Pricer pricer;
    private final QuoteViews views;
    private final Idempotency idempotency;
    private final MessageSource texts;

    CheckoutController(
            Checkout checkout, Pricer pricer, QuoteViews views, Idempotency idempotency, MessageSource texts) {
        this.checkout = checkout;
        this.pricer = pricer;
        this.views = views;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    record ItemRequest(@Positive long skuId, int quantity) {}

    record ReceiverRequest(
            @NotBlank @Size(max = 30) String name,
            @NotBlank @Size(max = 20) String phone,
            @NotBlank @Size(max = 200) String address) {}

    /** @param points how many points to spend, cut to what is possible */
    record QuoteRequest(
            @NotEmpty List<@Valid ItemRequest> items,
            @Nullable Long couponId,
            @Nullable Long points) {

        OrderRequest order() {
            return request(items, couponId, points, null, false);
        }
    }

    /** @param quoteHash of the quote the shopper agreed to */
    record PlaceRequest(
            @NotEmpty List<@Valid ItemRequest> items,
            @Nullable Long couponId,
            @Nullable Long points,
            @NotBlank String quoteHash,
            @NotNull @Valid ReceiverRequest receiver,
            @Nullable Boolean fromCart) {

        OrderRequest order() {
            return request(items, couponId, points, receiver, Boolean.TRUE.equals(fromCart));
        }
    }

    record Placed(String number, long payableFen, boolean paid, Instant expiresAt) {}

    @PostMapping("/quote")
    QuoteViews.QuoteView quote(Shopper shopper, @Valid @RequestBody QuoteRequest request, Locale locale) {
        return views.view(shopper.customer(), pricer.price(shopper.customer(), request.order()), locale);
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Placed place(
            Shopper shopper, @RequestHeader("Idempotency-Key") UUID key, @Valid @RequestBody PlaceRequest request) {
        String caller = "shopper:" + shopper.customer();
        return idempotency.once(caller, key, List.of("order.place", request), Placed.class, () -> {
            PlacedOrder placed = checkout.place(shopper.customer(), request.order(), request.quoteHash());
            return new Placed(placed.number(), placed.payableFen(), placed.paid(), placed.expiresAt());
        });
    }

    /** With the new price, so that the shopper can agree to it at once. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> changed(PriceChanged changed, Locale locale) {
        String detail = texts.getMessage("order.price_changed", null, locale);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
        problem.setProperty("code", "order.price_changed");
        problem.setProperty("quote", views.view(changed.customer(), changed.priced(), locale));
        return ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
    }

    private static OrderRequest request(
            List<ItemRequest> items,
            @Nullable Long couponId,
            @Nullable Long points,
            @Nullable ReceiverRequest receiver,
            boolean fromCart) {
        return new OrderRequest(
                items.stream()
                        .map(item -> new OrderRequest.Item(new SkuId(item.skuId()), item.quantity()))
                        .toList(),
                couponId,
                points == null ? 0 : points,
                receiver == null
                        ? null
                        : new OrderRequest.Receiver(receiver.name(), receiver.phone(), receiver.address()),
                fromCart);
    }
}
