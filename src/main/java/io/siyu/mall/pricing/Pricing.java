package io.siyu.mall.pricing;

import io.siyu.mall.pricing.Quote.Kind;
import io.siyu.mall.pricing.Quote.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A quote in the making: every offer takes its part of what each line still has to pay, never more. */
final class Pricing {

    /** Lines by SKU, so that the order in which somebody listed them changes nothing. */
    private final List<Open> lines;

    private final List<Step> steps = new ArrayList<>();
    private @Nullable Long couponId;
    private long shippingFen;

    private static final class Open {
        private final Basket.Line line;
        private long couponFen;
        private long pointsFen;

        Open(Basket.Line line) {
            this.line = line;
        }

        long left() {
            return line.goodsFen() - couponFen - pointsFen;
        }
    }

    Pricing(Basket basket) {
        this.lines = basket.lines().stream()
                .sorted(Comparator.comparingLong(line -> line.sku().value()))
                .map(Open::new)
                .toList();
    }

    void apply(Offer.Coupon coupon) {
        List<Open> covered =
                lines.stream().filter(open -> coupon.scope().covers(open.line)).toList();
        long goods = covered.stream().mapToLong(open -> open.line.goodsFen()).sum();
        if (covered.isEmpty()) {
            refuse(Kind.COUPON, coupon.name(), "quote.coupon.out_of_scope");
        } else if (goods < coupon.thresholdFen()) {
            refuse(Kind.COUPON, coupon.name(), "quote.coupon.below_threshold", coupon.thresholdFen() - goods);
        } else {
            take(coupon, covered, discount(coupon.discount(), covered, goods));
        }
    }

    /** A coupon that takes nothing off is not used up. */
    private void take(Offer.Coupon coupon, List<Open> covered, long amount) {
        if (amount == 0) {
            refuse(Kind.COUPON, coupon.name(), "quote.coupon.takes_nothing_off");
            return;
        }
        List<Long> shares = split(amount, covered);
        IntStream.range(0, covered.size()).forEach(i -> covered.get(i).couponFen += shares.get(i));
        couponId = coupon.couponId();
        steps.add(new Step(Kind.COUPON, coupon.name(), true, "quote.coupon.applied", List.of(amount), amount));
    }

    void apply(Offer.Shipping shipping) {
        long goods = left(lines);
        Long freeFrom = shipping.freeFromFen();
        if (lines.isEmpty() || shipping.feeFen() == 0) {
            return;
        }
        if (freeFrom != null && goods >= freeFrom) {
            steps.add(new Step(Kind.SHIPPING, "", true, "quote.shipping.free", List.of(freeFrom), 0));
            return;
        }
        shippingFen = shipping.feeFen();
        steps.add(
                freeFrom == null
                        ? new Step(Kind.SHIPPING, "", true, "quote.shipping.flat", List.of(shippingFen), shippingFen)
                        : new Step(
                                Kind.SHIPPING,
                                "",
                                true,
                                "quote.shipping.below_free",
                                List.of(shippingFen, freeFrom - goods),
                                shippingFen));
    }

    void apply(Offer.Points points) {
        if (points.wanted() <= 0) {
            return;
        }
        long left = left(lines);
        long amount = Math.max(0, Math.min(Math.min(points.wanted(), points.available()), left));
        if (amount == 0) {
            refuse(Kind.POINTS, "", left == 0 ? "quote.points.nothing_to_pay" : "quote.points.none_available");
            return;
        }
        List<Long> shares = split(amount, lines);
        IntStream.range(0, lines.size()).forEach(i -> lines.get(i).pointsFen += shares.get(i));
        String reason = amount < points.wanted() ? "quote.points.cut" : "quote.points.applied";
        steps.add(new Step(Kind.POINTS, "", true, reason, List.of(amount, points.wanted()), amount));
    }

    Quote quote() {
        List<Quote.Line> priced = lines.stream().map(Pricing::line).toList();
        long goods = lines.stream().mapToLong(open -> open.line.goodsFen()).sum();
        long coupon = lines.stream().mapToLong(open -> open.couponFen).sum();
        long points = lines.stream().mapToLong(open -> open.pointsFen).sum();
        long payable = left(lines) + shippingFen;
        String hash = Fingerprint.of(priced, steps, couponId, shippingFen, payable);
        return new Quote(
                priced, List.copyOf(steps), goods, coupon, points, points, shippingFen, payable, couponId, hash);
    }

    private static long discount(Offer.Discount discount, List<Open> covered, long goods) {
        long wanted = switch (discount) {
            case Offer.Discount.Amount(long fen) -> fen;
            case Offer.Discount.Percent(int percentOff, @Nullable Long capFen) -> {
                // Two divisions instead of one product: no overflow, and the same result to the fen.
                long off = goods / 100 * percentOff + goods % 100 * percentOff / 100;
                yield capFen == null ? off : Math.min(off, capFen);
            }
        };
        return Math.max(0, Math.min(wanted, left(covered)));
    }

    private static List<Long> split(long amount, List<Open> among) {
        return Apportioning.split(
                amount,
                among.stream()
                        .map(open -> new Apportioning.Part(
                                open.left(), open.line.sku().value()))
                        .toList());
    }

    private static long left(List<Open> lines) {
        return lines.stream().mapToLong(Open::left).sum();
    }

    private void refuse(Kind kind, String label, String reason, Object... arguments) {
        steps.add(new Step(kind, label, false, reason, List.of(arguments), 0));
    }

    private static Quote.Line line(Open open) {
        Basket.Line line = open.line;
        List<Long> coupon = Apportioning.evenly(open.couponFen, line.quantity());
        List<Long> points = pointsOfUnits(open, coupon);
        List<Quote.Unit> units = IntStream.range(0, line.quantity())
                .mapToObj(i -> new Quote.Unit(
                        coupon.get(i), points.get(i), line.unitPriceFen() - coupon.get(i) - points.get(i)))
                .collect(Collectors.toUnmodifiableList());
        return new Quote.Line(
                line.sku(),
                line.quantity(),
                line.unitPriceFen(),
                line.goodsFen(),
                open.couponFen,
                open.pointsFen,
                open.left(),
                units);
    }

    /** Bounded by what the coupon left of each piece. */
    private static List<Long> pointsOfUnits(Open open, List<Long> coupon) {
        List<Apportioning.Part> parts = IntStream.range(0, coupon.size())
                .mapToObj(i -> new Apportioning.Part(open.line.unitPriceFen() - coupon.get(i), i))
                .toList();
        return Apportioning.split(open.pointsFen, parts);
    }
}
