package io.siyu.foundation.transfer;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobResult.JobFile;
import io.siyu.foundation.job.JobWork;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.shared.Slice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Takes a list out page by page into a sheet; rights and scope are looked at again with every page. */
@Component
class ExportWork implements JobWork<ExportWork.Order, ExportWork.At> {

    static final String KIND = "transfer.export";

    private static final int PAGE = 2000;

    private final Exports exports;
    private final Sheets sheets;
    private final CurrentOperator operator;
    private final MessageSource texts;

    ExportWork(Exports exports, Sheets sheets, CurrentOperator operator, MessageSource texts) {
        this.exports = exports;
        this.sheets = sheets;
        this.operator = operator;
        this.texts = texts;
    }

    record Order(String list, Map<String, String> filters, long sheet, long total, String language) {}

    record At(String after, int pieces, long rows) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Order order, @Nullable At at) {
        Operator who = operator.get();
        ExportSource source = exports.source(order.list(), who);
        Asked asked = new Asked(order.filters(), who, Locale.forLanguageTag(order.language()));
        Slice<List<@Nullable Object>> page = source.page(asked, at == null ? null : at.after(), PAGE);
        int piece = at == null ? 0 : at.pieces();
        sheets.append(order.sheet(), piece, worded(page.items(), source.columns(asked), asked.locale()));
        long rows = (at == null ? 0 : at.rows()) + page.items().size();
        String next = page.next();
        return next == null
                ? Batch.last(rows, result(order.sheet(), rows))
                : Batch.more(new At(next, piece + 1, rows), rows, Math.max(order.total(), rows));
    }

    /** Codes become words here, once for all lists. */
    private List<List<@Nullable Object>> worded(
            List<List<@Nullable Object>> rows, List<Column> columns, Locale locale) {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> worded(row.get(i), columns.get(i), locale))
                        .collect(Collectors.<@Nullable Object>toList()))
                .toList();
    }

    private @Nullable Object worded(@Nullable Object cell, Column column, Locale locale) {
        return cell == null || column.words() == null
                ? cell
                : texts.getMessage(column.words() + cell, null, cell.toString(), locale);
    }

    private static JobResult result(long sheet, long rows) {
        String path = "/api/admin/transfers/%d/file?as=".formatted(sheet);
        return JobResult.of("transfer.exported", rows)
                .with(new JobFile("transfer.file.xlsx", path + "xlsx"), new JobFile("transfer.file.csv", path + "csv"));
    }
}
