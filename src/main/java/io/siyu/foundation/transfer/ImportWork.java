package io.siyu.foundation.transfer;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobResult.JobFile;
import io.siyu.foundation.job.JobWork;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Holds the rows of a file against the rules, or takes them over, one piece a batch; refused rows go into a sheet with the reason. */
@Component
class ImportWork implements JobWork<ImportWork.Order, ImportWork.At> {

    static final String KIND = "transfer.import";

    private final Imports imports;
    private final ImportRows rows;
    private final Sheets sheets;
    private final CurrentOperator operator;
    private final MessageSource texts;

    ImportWork(Imports imports, ImportRows rows, Sheets sheets, CurrentOperator operator, MessageSource texts) {
        this.imports = imports;
        this.rows = rows;
        this.sheets = sheets;
        this.operator = operator;
        this.texts = texts;
    }

    record Order(long importId, boolean dry, String language) {}

    record At(int piece, long accepted, long refused, long errors, int errorPieces) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Order order, @Nullable At checkpoint) {
        ImportRows.Import one = imports.mine(order.importId());
        ImportTarget target = imports.target(one.target(), operator.get());
        Locale locale = Locale.forLanguageTag(order.language());
        At at = checkpoint == null ? begin(one, target, locale) : checkpoint;
        List<List<@Nullable Object>> piece = sheets.piece(one.sheetId(), at.piece());
        if (piece.isEmpty()) {
            rows.end(one.id(), order.dry(), at.accepted(), at.refused(), at.errors());
            return Batch.last(at.accepted() + at.refused(), result(order, at));
        }
        List<String> keys = keys(one, target);
        List<ImportTarget.Outcome> outcomes = target.take(
                one.about(), piece.stream().map(row -> cells(keys, row)).toList(), order.dry());
        rows.count(one.id(), of(outcomes, Effect.CREATED), of(outcomes, Effect.CHANGED));
        List<List<@Nullable Object>> refused = refused(outcomes, piece, locale);
        sheets.append(at.errors(), at.errorPieces(), refused);
        At next = new At(
                at.piece() + 1,
                at.accepted() + piece.size() - refused.size(),
                at.refused() + refused.size(),
                at.errors(),
                at.errorPieces() + (refused.isEmpty() ? 0 : 1));
        long total = sheets.find(one.sheetId()).map(Sheets.Sheet::rows).orElse(0L);
        return Batch.more(next, next.accepted() + next.refused(), total);
    }

    private At begin(ImportRows.Import one, ImportTarget target, Locale locale) {
        rows.forgetCounts(one.id());
        return new At(0, 0, 0, errorSheet(one, target, locale), 0);
    }

    private static long of(List<ImportTarget.Outcome> outcomes, Effect effect) {
        return outcomes.stream().filter(outcome -> outcome.effect() == effect).count();
    }

    private List<List<@Nullable Object>> refused(
            List<ImportTarget.Outcome> outcomes, List<List<@Nullable Object>> piece, Locale locale) {
        List<List<@Nullable Object>> refused = new ArrayList<>();
        for (int i = 0; i < piece.size(); i++) {
            DomainException refusal = outcomes.get(i).refusal();
            if (refusal != null) {
                List<@Nullable Object> row = new ArrayList<>(piece.get(i));
                row.add(texts.getMessage(refusal.code(), refusal.arguments().toArray(), refusal.code(), locale));
                refused.add(row);
            }
        }
        return refused;
    }

    /** The fields', and behind them the titles of the file's other columns. */
    private List<String> keys(ImportRows.Import one, ImportTarget target) {
        List<String> keys = new ArrayList<>(
                target.fields().stream().map(ImportTarget.Field::key).toList());
        otherTitles(one, target).forEach(title -> keys.add(ImportTarget.OTHER + title.text()));
        return keys;
    }

    private List<Sheets.Title> otherTitles(ImportRows.Import one, ImportTarget target) {
        List<Sheets.Title> titles =
                sheets.find(one.sheetId()).map(Sheets.Sheet::titles).orElse(List.of());
        return titles.subList(Math.min(target.fields().size(), titles.size()), titles.size());
    }

    private static Map<String, String> cells(List<String> keys, List<@Nullable Object> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < keys.size() && i < row.size(); i++) {
            Object cell = row.get(i);
            if (cell != null && !cell.toString().isEmpty()) {
                cells.put(keys.get(i), cell.toString());
            }
        }
        return cells;
    }

    private long errorSheet(ImportRows.Import one, ImportTarget target, Locale locale) {
        List<Sheets.Title> titles = new ArrayList<>(imports.titles(target, locale));
        titles.addAll(otherTitles(one, target));
        String reason = String.valueOf(texts.getMessage("transfer.column.reason", null, "", locale));
        titles.add(new Sheets.Title(reason, Column.Kind.TEXT));
        String name = one.fileName().replaceFirst("\\.[A-Za-z]+$", "");
        return sheets.open(name + "-" + reason, titles, target.permission(), one.userId());
    }

    private static JobResult result(Order order, At at) {
        JobResult result =
                JobResult.of(order.dry() ? "transfer.checked" : "transfer.imported", at.accepted(), at.refused());
        String path = "/api/admin/transfers/%d/file?as=xlsx".formatted(at.errors());
        return at.refused() == 0 ? result : result.with(new JobFile("transfer.file.errors", path));
    }
}
