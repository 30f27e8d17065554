package io.siyu.reach.channel.live;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.channel.live.GuestViews.GuestRow;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The guests of a live session as a file. */
@Component
class GuestExport implements ExportSource {

    private final GuestViews views;

    GuestExport(GuestViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "live-guests";
    }

    @Override
    public String permission() {
        return "customer.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.number("channel.live.column.customer_id"),
                Column.text("channel.live.column.customer"),
                Column.text("channel.live.column.guide"),
                Column.time("channel.live.column.reserved_at"),
                Column.time("channel.live.column.added_at"),
                Column.word("channel.live.column.telling", "channel.live.telling."),
                Column.time("channel.live.column.told_at"),
                Column.text("channel.live.column.held_back"),
                Column.number("channel.live.column.orders"),
                Column.money("channel.live.column.amount"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(filter(asked), asked.operator().scope());
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        Slice<GuestRow> slice = views.page(filter(asked), asked.operator().scope(), after, size, asked.locale());
        return new Slice<>(slice.items().stream().map(GuestExport::row).toList(), slice.next());
    }

    private static List<@Nullable Object> row(GuestRow guest) {
        return Arrays.asList(
                guest.customerId(),
                guest.customerName(),
                guest.staffName(),
                guest.reservedAt(),
                guest.addedAt(),
                guest.telling().name(),
                guest.toldAt(),
                guest.heldBack(),
                guest.orders(),
                guest.amountFen());
    }

    private static GuestViews.Filter filter(Asked asked) {
        Long session = asked.number("session");
        if (session == null) {
            throw DomainException.invalid("filters.session", "channel.live.not_found");
        }
        return new GuestViews.Filter(
                session, asked.one("how", GuestViews.How.class), asked.one("telling", GuestViews.Telling.class));
    }
}
