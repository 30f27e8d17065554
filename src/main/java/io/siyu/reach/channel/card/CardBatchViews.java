package io.siyu.reach.channel.card;

import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.card.CardFigures.Figures;
import io.siyu.reach.channel.code.CodeRows;
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
        return shown(rows.page(page, size));
    }

    /** The newest first, of those with smaller ids than this. */
    List<BatchRow> below(int id, int size) {
        return shown(rows.below(id, size));
    }

    BatchRow one(CardBatch batch) {
        return shown(List.of(batch)).getFirst();
    }

    private List<BatchRow> shown(List<CardBatch> batches) {
        Map<Integer, Figures> counted =
                figures.of(batches.stream().map(CardBatch::id).toList());
        Map<Long, String> names = codes.names(
                batches.stream().map(batch -> batch.draft().codeId()).distinct().toList());
        return batches.stream()
                .map(batch -> new BatchRow(
                        batch.id(),
                        batch.draft(),
                        names.getOrDefault(batch.draft().codeId(), ""),
                        batch.createdAt(),
                        counted.getOrDefault(batch.id(), Figures.none(batch.id()))))
                .toList();
    }
}
