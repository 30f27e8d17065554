package io.siyu.mall.pricing;

import java.util.List;
import java.util.Optional;

/** From basket and offers to the one quote that cart, preview and order share. */
public final class Quotes {

    private Quotes() {}

    /** The same basket and offers make the same quote, in whatever order their lines and offers are listed. */
    public static Quote quote(Basket basket, List<Offer> offers) {
        Pricing pricing = new Pricing(basket);
        only(offers, Offer.Coupon.class).ifPresent(pricing::apply);
        only(offers, Offer.Shipping.class).ifPresent(pricing::apply);
        only(offers, Offer.Points.class).ifPresent(pricing::apply);
        return pricing.quote();
    }

    private static <T extends Offer> Optional<T> only(List<Offer> offers, Class<T> kind) {
        List<T> found = offers.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException("more than one offer of " + kind.getSimpleName());
        }
        return found.stream().findFirst();
    }
}
