package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of callbacks as a file. */
@Component
class CallbackExport implements ExportSource {

    private static final String WHERE = """
            where (:state::text is null or state = :state)
              and (:event::text is null or event = :event or change_type = :event)
            """;

    private final JdbcClient jdbc;

    CallbackExport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long id, List<@Nullable Object> cells) {}

    @Override
    public String name() {
        return "callbacks";
    }

    @Override
    public String permission() {
        return "callback.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.number("wecom.column.id"),
                Column.text("wecom.column.event"),
                Column.text("wecom.column.change_type"),
                Column.text("wecom.column.relation"),
                Column.word("wecom.column.state", "wecom.callback_state."),
                Column.number("wecom.column.attempts"),
                Column.time("wecom.column.received_at"),
                Column.time("wecom.column.finished_at"),
                Column.text("wecom.column.error"));
    }

    @Override
    public long count(Asked asked) {
        return sought("select count(*) from wecom_inbox " + WHERE, asked)
                .query(Long.class)
                .single();
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        List<Row> rows = sought(
                        "select * from wecom_inbox " + WHERE + " and id < :after order by id desc limit :limit", asked)
                .param("after", after == null ? Long.MAX_VALUE : Long.parseLong(after))
                .param("limit", size + 1)
                .query(CallbackExport::row)
                .list();
        Slice<Row> slice = Slice.of(rows, size, row -> Long.toString(row.id()));
        return new Slice<>(slice.items().stream().map(Row::cells).toList(), slice.next());
    }

    private JdbcClient.StatementSpec sought(String sql, Asked asked) {
        CallbacksController.State state = asked.one("state", CallbacksController.State.class);
        return jdbc.sql(sql).param("state", state == null ? null : state.name()).param("event", asked.text("event"));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                Arrays.asList(
                        row.getLong("id"),
                        row.getString("event"),
                        row.getString("change_type"),
                        row.getString("relation"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        instant(row, "received_at"),
                        instant(row, "finished_at"),
                        row.getString("error")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
