package io.siyu.loyalty.coupon;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The coupons in people's hands as a file: those of one template, or all. */
@Component
class IssuedCouponExport implements ExportSource {

    private final CouponViews views;

    IssuedCouponExport(CouponViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "issued-coupons";
    }

    @Override
    public String permission() {
        return "coupon.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("coupon.column.code"),
                Column.text("coupon.column.name"),
                Column.number("coupon.column.customer"),
                Column.word("coupon.column.status", "coupon.issued_status."),
                Column.time("coupon.column.issued_at"),
                Column.time("coupon.column.valid_until"),
                Column.time("coupon.column.used_at"),
                Column.number("coupon.column.order"),
                Column.money("coupon.column.discount"),
                Column.text("coupon.column.source"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(asked.number("templateId"), asked.operator().scope());
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<CouponViews.Coupon> slice = views.ofTemplate(
                asked.number("templateId"), asked.operator().scope(), after == null ? null : Long.valueOf(after), size);
        return new Slice<>(slice.items().stream().map(IssuedCouponExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(CouponViews.Coupon coupon) {
        return Arrays.asList(
                coupon.code(),
                coupon.name(),
                coupon.customerId(),
                coupon.status(),
                coupon.issuedAt(),
                coupon.validUntil(),
                coupon.usedAt(),
                coupon.orderId(),
                coupon.discountFen(),
                coupon.source());
    }
}
