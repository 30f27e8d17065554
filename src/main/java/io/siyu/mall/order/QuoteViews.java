package io.siyu.mall.order;

import io.siyu.mall.catalog.Sellable;
import io.siyu.mall.pricing.Quote;
import io.siyu.shared.CustomerId;
import io.siyu.shared.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A quote as a shopper reads it. */
@Component
class QuoteViews {

    private final Pricer pricer;
    private final StepTexts texts;

    QuoteViews(Pricer pricer, StepTexts texts) {
        this.pricer = pricer;
        this.texts = texts;
    }

    record LineView(
            long skuId,
            long productId,
            String title,
            String spec,
            @Nullable String imageUrl,
            int quantity,
            long unitPriceFen,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long payFen) {}

    /** @param amountFen what it takes off, or for SHIPPING adds */
    record StepView(Quote.Kind kind, String label, boolean applied, String reason, long amountFen) {}

    record ChoiceView(
            long couponId, String name, boolean applicable, String reason, long discountFen, Instant usableUntil) {}

    /** @param coupons all the shopper could use now, the one that saves most first */
    record QuoteView(
            List<LineView> lines,
            List<StepView> steps,
            List<ChoiceView> coupons,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long pointsUsed,
            long pointsAvailable,
            long shippingFen,
            long payableFen,
            @Nullable Long couponId,
            String hash) {}

    QuoteView view(CustomerId customer, Pricer.Priced priced, Locale locale) {
        Quote quote = priced.quote();
        List<ChoiceView> choices = pricer.choices(customer, priced.basket()).stream()
                .map(choice -> choice(choice, locale))
                .toList();
        return new QuoteView(
                lines(quote, priced.goods()),
                quote.steps().stream().map(step -> step(step, locale)).toList(),
                choices,
                quote.goodsFen(),
                quote.couponFen(),
                quote.pointsFen(),
                quote.pointsUsed(),
                priced.pointsAvailable(),
                quote.shippingFen(),
                quote.payableFen(),
                quote.couponId(),
                quote.hash());
    }

    StepView step(Quote.Step step, Locale locale) {
        return new StepView(step.kind(), step.label(), step.applied(), texts.reason(step, locale), step.amountFen());
    }

    private ChoiceView choice(Pricer.Choice choice, Locale locale) {
        return new ChoiceView(
                choice.coupon().couponId(),
                choice.coupon().name(),
                choice.step().applied(),
                texts.reason(choice.step(), locale),
                choice.step().amountFen(),
                choice.coupon().validUntil());
    }

    private static List<LineView> lines(Quote quote, Map<SkuId, Sellable> goods) {
        return quote.lines().stream()
                .map(line -> {
                    Sellable sold = Objects.requireNonNull(goods.get(line.sku()), "a quoted SKU was asked for");
                    return new LineView(
                            line.sku().value(),
                            sold.productId(),
                            sold.title(),
                            sold.spec(),
                            sold.imageUrl(),
                            line.quantity(),
                            line.unitPriceFen(),
                            line.goodsFen(),
                            line.couponFen(),
                            line.pointsFen(),
                            line.payFen());
                })
                .toList();
    }
}
