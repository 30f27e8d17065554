package io.siyu.mall.order;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of orders as a file. */
@Component
class OrderExport implements ExportSource {

    private final OrderSearch search;
    private final AdminOrderViews views;

    OrderExport(OrderSearch search, AdminOrderViews views) {
        this.search = search;
        this.views = views;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String permission() {
        return "order.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("order.column.number"),
                Column.word("order.column.state", "order.state."),
                Column.number("order.column.customer_id"),
                Column.text("order.column.customer"),
                Column.text("order.column.summary"),
                Column.number("order.column.pieces"),
                Column.money("order.column.payable"),
                Column.text("order.column.owner_staff"),
                Column.text("order.column.owner_store"),
                Column.time("order.column.placed_at"),
                Column.time("order.column.paid_at"));
    }

    @Override
    public long count(Asked asked) {
        return search.count(wanted(asked), asked.operator().scope());
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        List<OrderViews.Head> heads = search.find(
                wanted(asked), asked.operator().scope(), after == null ? null : Long.valueOf(after), size + 1);
        Slice<AdminOrderViews.Item> slice =
                views.list(Slice.of(heads, size, head -> head.id().toString()));
        return new Slice<>(slice.items().stream().map(OrderExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(AdminOrderViews.Item order) {
        return Arrays.asList(
                order.number(),
                order.state().name(),
                order.customerId(),
                order.customerName(),
                order.summary(),
                order.pieces(),
                order.payableFen(),
                order.ownerStaffName(),
                order.ownerStoreName(),
                order.placedAt(),
                order.paidAt());
    }

    private static OrderSearch.Wanted wanted(Asked asked) {
        return new OrderSearch.Wanted(
                asked.one("state", OrderState.class), asked.number("customerId"), asked.text("q"));
    }
}
