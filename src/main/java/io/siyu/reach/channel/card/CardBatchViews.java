package io.siyu.reach.channel.card;

import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.card.CardFigures.Figures;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Batches with what became of their cards, as lists show them. */
@Component
class CardBatchViews {

    private final CardBatchRows rows;
    private final CardFigures figures;
    private final CodeRows codes;

    CardBatchViews(CardBatchRows rows, CardFigures figures, CodeRows codes) {
        this.rows = rows;
        this.figures = figures;
        this.codes = codes;
    }

    /** @param codeName of the live code that takes in who scans one */
    record BatchRow(int id, CardDraft draft, String codeName, Instant createdAt, Figures figures) {}

    /** The newest first. */
    List<BatchRow> page(int page, int size) {
        List<CardBatch> found = rows.page(page, size);
        Map<Integer, Figures> counted =
                figures.of(found.stream().map(CardBatch::id).toList());
        return found.stream()
                .map(one -> row(one, counted.getOrDefault(one.id(), Figures.none(one.id()))))
                .toList();
    }

    BatchRow one(CardBatch batch) {
        Figures counted = figures.of(List.of(batch.id())).getOrDefault(batch.id(), Figures.none(batch.id()));
        return row(batch, counted);
    }

    private BatchRow row(CardBatch batch, Figures counted) {
        String code = codes.find(batch.draft().codeId()).map(LiveCode::name).orElse("");
        return new BatchRow(batch.id(), batch.draft(), code, batch.createdAt(), counted);
    }
}
