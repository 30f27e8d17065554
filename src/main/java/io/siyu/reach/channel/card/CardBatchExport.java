package io.siyu.reach.channel.card;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.reach.channel.card.CardBatchViews.BatchRow;
import io.siyu.shared.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The batches of cards and what became of them as a file. */
@Component
class CardBatchExport implements ExportSource {

    private final CardBatchRows rows;
    private final CardBatchViews views;

    CardBatchExport(CardBatchRows rows, CardBatchViews views) {
        this.rows = rows;
        this.views = views;
    }

    @Override
    public String name() {
        return "card-batches";
    }

    @Override
    public String permission() {
        return "channel.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        return List.of(
                Column.text("channel.column.name"),
                Column.word("channel.card.column.kind", "channel.card.kind."),
                Column.word("channel.card.column.marketplace", "channel.card.marketplace."),
                Column.text("channel.card.column.code"),
                Column.number("channel.card.column.cards"),
                Column.number("channel.card.column.printed"),
                Column.number("channel.card.column.scanned"),
                Column.number("channel.card.column.added"),
                Column.number("channel.card.column.bound"),
                Column.number("channel.card.column.gifts"),
                Column.time("channel.column.created_at"));
    }

    @Override
    public long count(Asked asked) {
        return rows.count();
    }

    /** A page's address is the last id before it: a batch made meanwhile shifts nothing. */
    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        List<BatchRow> found = views.below(after == null ? Integer.MAX_VALUE : Integer.parseInt(after), size);
        String next =
                found.size() < size ? null : String.valueOf(found.getLast().id());
        return new Slice<>(found.stream().map(CardBatchExport::row).toList(), next);
    }

    private static List<@Nullable Object> row(BatchRow batch) {
        return Arrays.asList(
                batch.draft().name(),
                batch.draft().kind().name(),
                batch.draft().marketplace().name(),
                batch.codeName(),
                batch.draft().cards(),
                batch.figures().printed(),
                batch.figures().scanned(),
                batch.figures().added(),
                batch.figures().bound(),
                batch.figures().gifts(),
                batch.createdAt());
    }
}
