package io.siyu.foundation.transfer;

import io.siyu.shared.BrandZone;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as CSV that Excel opens rightly: UTF-8 with its mark, and no cell that a spreadsheet would take for a formula. */
final class CsvFile implements RowsFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private final Writer out;
    private final List<Sheets.Title> titles;
    private final BrandZone zone;

    CsvFile(OutputStream out, List<Sheets.Title> titles, BrandZone zone) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.titles = titles;
        this.zone = zone;
        this.out.write(BYTE_ORDER_MARK);
        line(titles.stream().map(title -> harmless(title.text())).toList());
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        for (int column = 0; column < titles.size(); column++) {
            Column.Kind kind = titles.get(column).kind();
            Object cell = column < row.size() ? row.get(column) : null;
            String text = Cells.text(cell, kind, zone);
            cell(column, kind == Column.Kind.TEXT ? harmless(text) : text);
        }
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    private void line(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            cell(column, cells.get(column));
        }
        out.write("\r\n");
    }

    private void cell(int column, String text) throws IOException {
        if (column > 0) {
            out.write(',');
        }
        boolean quoted = text.chars().anyMatch(one -> one == ',' || one == '"' || one == '\n' || one == '\r');
        out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    /** A customer may call himself {@code =cmd|…}; with an apostrophe before it a spreadsheet shows it as it is. */
    private static String harmless(String text) {
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
