package io.siyu.people.relation.group;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of groups as a file. */
@Component
class GroupExport implements ExportSource {

    private final GroupViews views;

    GroupExport(GroupViews views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public String permission() {
        return "customer.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("group.column.name"),
                Column.text("group.column.owner"),
                Column.text("group.column.store"),
                Column.number("group.column.members"),
                Column.number("group.column.customers"),
                Column.word("group.column.state", "group.state."),
                Column.time("group.column.created_at"),
                Column.time("group.column.dissolved_at"));
    }

    @Override
    public long count(Asked asked) {
        return views.count(wanted(asked), asked.operator().scope());
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        long below = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        Slice<GroupViews.Line> slice =
                views.list(wanted(asked), asked.operator().scope(), below, size);
        return new Slice<>(slice.items().stream().map(GroupExport::row).toList(), slice.next());
    }

    private static GroupViews.Wanted wanted(Asked asked) {
        return new GroupViews.Wanted(
                asked.text("q"),
                asked.number("ownerStaffId"),
                asked.number("storeId"),
                asked.one("state", GroupViews.State.class));
    }

    private static List<@Nullable Object> row(GroupViews.Line group) {
        return Arrays.asList(
                group.name(),
                group.ownerName(),
                group.storeName(),
                group.members(),
                group.customers(),
                group.state().name(),
                group.createdAt(),
                group.dissolvedAt());
    }
}
