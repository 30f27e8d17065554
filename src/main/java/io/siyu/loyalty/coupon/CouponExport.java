package io.siyu.loyalty.coupon;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of coupons and what became of them as a file. */
@Component
class CouponExport implements ExportSource {

    private final TemplateViews views;

    CouponExport(TemplateViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "coupons";
    }

    @Override
    public String permission() {
        return "coupon.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("coupon.column.name"),
                Column.word("coupon.column.status", "coupon.status."),
                Column.word("coupon.column.kind", "coupon.kind."),
                Column.money("coupon.column.amount"),
                Column.number("coupon.column.percent_off"),
                Column.money("coupon.column.threshold"),
                Column.number("coupon.column.total"),
                Column.number("coupon.column.issued"),
                Column.number("coupon.column.used"),
                Column.number("coupon.column.expired"),
                Column.money("coupon.column.discount"),
                Column.text("coupon.column.bearer"),
                Column.time("coupon.column.created_at"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(asked.text("q"), archived(asked));
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        long below = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        Slice<TemplateViews.Template> slice = views.below(below, asked.text("q"), archived(asked), size);
        return new Slice<>(slice.items().stream().map(CouponExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(TemplateViews.Template coupon) {
        boolean amount = coupon.kind() == CouponTerms.Kind.AMOUNT;
        return Arrays.asList(
                coupon.name(),
                coupon.status().name(),
                coupon.kind().name(),
                amount ? coupon.amountFen() : null,
                amount ? null : coupon.percentOff(),
                coupon.thresholdFen(),
                coupon.total(),
                coupon.figures().issued(),
                coupon.figures().used(),
                coupon.figures().expired(),
                coupon.figures().discountFen(),
                coupon.bearerDepartment(),
                coupon.createdAt());
    }

    private static boolean archived(Asked asked) {
        return Boolean.parseBoolean(asked.text("archived"));
    }
}
