package io.siyu.foundation.transfer;

import io.siyu.shared.BrandZone;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Rows as an Excel workbook, with real numbers and times; a new sheet begins where one is full. */
final class XlsxFile implements RowsFile {

    /** Excel's own limit is 1,048,576 with the titles. */
    private static final int ROWS_OF_A_SHEET = 1_000_000;

    private static final int ROWS_HELD = 500;
    private static final double WIDTH = 16;

    private final Workbook workbook;
    private final List<Sheets.Title> titles;
    private final BrandZone zone;
    private Worksheet sheet;
    private int next;
    private int sheets;

    XlsxFile(OutputStream out, List<Sheets.Title> titles, BrandZone zone) {
        this.workbook = new Workbook(out, "Siyu", null);
        this.titles = titles;
        this.zone = zone;
        this.sheet = sheet();
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        if (next > ROWS_OF_A_SHEET) {
            sheet.finish();
            sheet = sheet();
        }
        for (int column = 0; column < titles.size() && column < row.size(); column++) {
            Object cell = row.get(column);
            if (cell != null) {
                cell(column, titles.get(column).kind(), cell);
            }
        }
        next++;
        if (next % ROWS_HELD == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        workbook.finish();
    }

    private Worksheet sheet() {
        sheets++;
        Worksheet fresh = workbook.newWorksheet("Sheet" + sheets);
        fresh.freezePane(0, 1);
        for (int column = 0; column < titles.size(); column++) {
            fresh.width(column, WIDTH);
            fresh.inlineString(0, column, titles.get(column).text());
            fresh.style(0, column).bold().set();
        }
        next = 1;
        return fresh;
    }

    /** Strings stay strings here whatever they begin with, and inline: a table of all of them would have to be held. */
    private void cell(int column, Column.Kind kind, Object cell) {
        switch (kind) {
            case TEXT -> sheet.inlineString(next, column, cell.toString());
            case NUMBER -> sheet.value(next, column, (Number) cell);
            case MONEY -> {
                sheet.value(next, column, Cells.yuan(cell));
                sheet.style(next, column).format("0.00").set();
            }
            case TIME -> {
                sheet.value(next, column, Cells.time(cell, zone));
                sheet.style(next, column).format("yyyy-mm-dd hh:mm:ss").set();
            }
        }
    }
}
