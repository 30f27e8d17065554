package io.siyu.mall.order;

import io.siyu.loyalty.coupon.CouponDraft;
import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.loyalty.coupon.Coupons;
import io.siyu.loyalty.points.Points;
import io.siyu.mall.catalog.Catalog;
import io.siyu.mall.catalog.ProductDraft;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.SkuId;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Goods on the shelf, coupons and points in pockets. */
public final class MallFixtures {

    private final ApplicationContext context;

    public MallFixtures(ApplicationContext context) {
        this.context = context;
    }

    public SkuId goods(long priceFen, int stock) {
        Catalog catalog = context.getBean(Catalog.class);
        long product = catalog.create(new ProductDraft(
                "Lipstick " + RandomCode.letters(6),
                null,
                null,
                null,
                "lips",
                true,
                List.of(new ProductDraft.SkuDraft("red", null, priceFen, stock))));
        return catalog.skusOf(product).getFirst();
    }

    public CustomerId customer() {
        Identity identity = Identity.openId("test-app", RandomCode.letters(20));
        return java.util.Objects.requireNonNull(context.getBean(TransactionTemplate.class)
                .execute(status -> context.getBean(CustomerDirectory.class)
                        .findOrCreate(
                                List.of(identity),
                                Profile.named("test"),
                                context.getBean(Clock.class).instant())));
    }

    public long template(CouponTerms terms, int total, int perPerson) {
        return context.getBean(CouponTemplates.class)
                .create(new CouponDraft(
                        "Coupon " + RandomCode.letters(6),
                        terms,
                        null,
                        null,
                        3650,
                        total,
                        perPerson,
                        true,
                        "brand",
                        100));
    }

    public long coupon(CustomerId customer, CouponTerms terms) {
        return context.getBean(Coupons.class).issue(template(terms, 10, 1), customer, "test", RandomCode.letters(20));
    }

    public void points(CustomerId customer, long points) {
        context.getBean(Points.class).adjust(customer, points, "test", "test", RandomCode.letters(20));
    }
}
