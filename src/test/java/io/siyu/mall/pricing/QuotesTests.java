package io.siyu.mall.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.mall.pricing.Offer.Discount;
import io.siyu.shared.SkuId;
import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotesTests {

    private static final Offer.Shipping SHIPPING = new Offer.Shipping(800, 9_900L);

    @Test
    void a_coupon_takes_its_amount_off_and_says_so() {
        Quote quote = Quotes.quote(basket(line(1, 10_000, 1)), List.of(amountOff(2_000, 9_900)));
        assertThat(quote.payableFen()).isEqualTo(8_000);
        assertThat(quote.couponId()).isEqualTo(7);
        assertThat(quote.steps()).singleElement().satisfies(step -> {
            assertThat(step.applied()).isTrue();
            assertThat(step.amountFen()).isEqualTo(2_000);
        });
    }

    @Test
    void a_coupon_below_its_threshold_says_how_much_is_missing() {
        Quote quote = Quotes.quote(basket(line(1, 9_000, 1)), List.of(amountOff(2_000, 9_900)));
        assertThat(quote.payableFen()).isEqualTo(9_000);
        assertThat(quote.couponId()).isNull();
        assertThat(quote.steps()).singleElement().satisfies(step -> {
            assertThat(step.applied()).isFalse();
            assertThat(step.reason()).isEqualTo("quote.coupon.below_threshold");
            assertThat(step.arguments()).containsExactly(900L);
        });
    }

    @Test
    void a_coupon_worth_more_than_the_goods_makes_them_free_and_not_negative() {
        Quote quote = Quotes.quote(basket(line(1, 100, 3)), List.of(amountOff(50_000, 0)));
        assertThat(quote.payableFen()).isZero();
        assertThat(quote.couponFen()).isEqualTo(300);
    }

    @Test
    void a_coupon_for_some_goods_touches_no_others() {
        Offer.Coupon coupon = new Offer.Coupon(
                7, "10% off lipstick", new Discount.Percent(10, 500L), 0, new Scope.Categories(Set.of("lips")));
        Basket basket = new Basket(List.of(
                new Basket.Line(new SkuId(1), 1, "lips", 10_000, 1),
                new Basket.Line(new SkuId(2), 2, "skin", 10_000, 1)));
        Quote quote = Quotes.quote(basket, List.of(coupon));
        assertThat(quote.lines().get(0).payFen()).isEqualTo(9_500);
        assertThat(quote.lines().get(1).payFen()).isEqualTo(10_000);
    }

    @Test
    void a_coupon_that_rounds_to_nothing_is_kept() {
        Offer.Coupon coupon = new Offer.Coupon(7, "5% off", new Discount.Percent(5, null), 0, new Scope.Everything());
        Quote quote = Quotes.quote(basket(line(1, 19, 1)), List.of(coupon));
        assertThat(quote.couponId()).isNull();
        assertThat(quote.payableFen()).isEqualTo(19);
        assertThat(quote.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).isEqualTo("quote.coupon.takes_nothing_off"));
    }

    @Test
    void shipping_is_free_from_so_much_of_goods_after_the_coupon_on() {
        assertThat(Quotes.quote(basket(line(1, 9_900, 1)), List.of(SHIPPING)).shippingFen())
                .isZero();
        assertThat(Quotes.quote(basket(line(1, 10_000, 1)), List.of(SHIPPING, amountOff(500, 0)))
                        .shippingFen())
                .isEqualTo(800);
    }

    @Test
    void more_points_than_needed_are_cut_and_never_pay_for_shipping() {
        Quote quote = Quotes.quote(basket(line(1, 5_000, 1)), List.of(SHIPPING, new Offer.Points(99_999, 20_000)));
        assertThat(quote.pointsUsed()).isEqualTo(5_000);
        assertThat(quote.payableFen()).isEqualTo(800);
    }

    @Test
    void every_quote_adds_up_from_the_piece_to_the_whole() {
        Seeds.forAll(5_000, random -> {
            Basket basket = randomBasket(random);
            Quote quote = Quotes.quote(basket, randomOffers(random, basket));
            assertThat(quote.payableFen()).isNotNegative();
            assertThat(sum(quote.lines().stream().map(Quote.Line::payFen)) + quote.shippingFen())
                    .isEqualTo(quote.payableFen());
            assertThat(quote.goodsFen() - quote.couponFen() - quote.pointsFen() + quote.shippingFen())
                    .isEqualTo(quote.payableFen());
            assertThat(sum(quote.lines().stream().map(Quote.Line::couponFen))).isEqualTo(quote.couponFen());
            assertThat(sum(quote.lines().stream().map(Quote.Line::pointsFen))).isEqualTo(quote.pointsFen());
            quote.lines().forEach(QuotesTests::addsUp);
            assertThat(quote.couponId() != null)
                    .as("a coupon used takes something off")
                    .isEqualTo(quote.couponFen() > 0);
        });
    }

    @Test
    void the_same_wish_listed_in_another_order_costs_the_same() {
        Seeds.forAll(2_000, random -> {
            Basket basket = randomBasket(random);
            List<Offer> offers = randomOffers(random, basket);
            List<Basket.Line> lines = new ArrayList<>(basket.lines());
            List<Offer> otherOffers = new ArrayList<>(offers);
            Collections.shuffle(lines, random);
            Collections.shuffle(otherOffers, random);
            assertThat(Quotes.quote(new Basket(lines), otherOffers)).isEqualTo(Quotes.quote(basket, offers));
        });
    }

    @Test
    void a_changed_price_changes_the_hash() {
        Seeds.forAll(500, random -> {
            Basket basket = randomBasket(random);
            Basket.Line first = basket.lines().getFirst();
            List<Basket.Line> dearer = new ArrayList<>(basket.lines());
            dearer.set(
                    0,
                    new Basket.Line(
                            first.sku(),
                            first.productId(),
                            first.category(),
                            first.unitPriceFen() + 1,
                            first.quantity()));
            assertThat(Quotes.quote(new Basket(dearer), List.of()).hash())
                    .isNotEqualTo(Quotes.quote(basket, List.of()).hash());
        });
    }

    private static void addsUp(Quote.Line line) {
        assertThat(line.payFen()).isBetween(0L, line.goodsFen());
        assertThat(line.units()).hasSize(line.quantity());
        assertThat(sum(line.units().stream().map(Quote.Unit::payFen))).isEqualTo(line.payFen());
        assertThat(sum(line.units().stream().map(Quote.Unit::couponFen))).isEqualTo(line.couponFen());
        assertThat(sum(line.units().stream().map(Quote.Unit::pointsFen))).isEqualTo(line.pointsFen());
        assertThat(line.units()).allSatisfy(unit -> {
            assertThat(unit.payFen()).isNotNegative();
            assertThat(unit.couponFen()).isNotNegative();
            assertThat(unit.pointsFen()).isNotNegative();
            assertThat(unit.payFen() + unit.couponFen() + unit.pointsFen()).isEqualTo(line.unitPriceFen());
        });
    }

    private static long sum(java.util.stream.Stream<Long> amounts) {
        return amounts.mapToLong(Long::longValue).sum();
    }

    private static Offer.Coupon amountOff(long fen, long threshold) {
        return new Offer.Coupon(7, "coupon", new Discount.Amount(fen), threshold, new Scope.Everything());
    }

    private static Basket basket(Basket.Line... lines) {
        return new Basket(List.of(lines));
    }

    private static Basket.Line line(long sku, long price, int quantity) {
        return new Basket.Line(new SkuId(sku), sku, "lips", price, quantity);
    }

    private static Basket randomBasket(Random random) {
        List<Basket.Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 1; i <= count; i++) {
            long price = random.nextInt(5) == 0 ? 1 : 1 + random.nextInt(50_000);
            lines.add(new Basket.Line(
                    new SkuId(i), i % 3, random.nextBoolean() ? "lips" : "skin", price, 1 + random.nextInt(5)));
        }
        return new Basket(lines);
    }

    private static List<Offer> randomOffers(Random random, Basket basket) {
        List<Offer> offers = new ArrayList<>();
        long goods = basket.lines().stream().mapToLong(Basket.Line::goodsFen).sum();
        if (random.nextInt(4) > 0) {
            Discount discount = random.nextBoolean()
                    ? new Discount.Amount(1 + random.nextLong(goods * 2))
                    : new Discount.Percent(
                            1 + random.nextInt(99), random.nextBoolean() ? null : 1 + random.nextLong(500));
            Scope scope = switch (random.nextInt(3)) {
                case 0 -> new Scope.Everything();
                case 1 -> new Scope.Products(Set.of(1L));
                default -> new Scope.Categories(Set.of("lips"));
            };
            offers.add(new Offer.Coupon(7, "coupon", discount, random.nextLong(goods + 1), scope));
        }
        if (random.nextBoolean()) {
            offers.add(new Offer.Shipping(
                    random.nextInt(2_000), random.nextBoolean() ? null : random.nextLong(goods * 2)));
        }
        if (random.nextBoolean()) {
            offers.add(new Offer.Points(random.nextLong(goods * 2), random.nextLong(goods * 2)));
        }
        return offers;
    }
}
