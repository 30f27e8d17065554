package io.siyu.foundation.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.BrandZone;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsFileTests {

    private static final BrandZone ZONE = new BrandZone(ZoneId.of("Asia/Shanghai"));
    private static final List<Sheets.Title> TITLES = List.of(
            new Sheets.Title("名字", Column.Kind.TEXT),
            new Sheets.Title("件数", Column.Kind.NUMBER),
            new Sheets.Title("金额（元）", Column.Kind.MONEY),
            new Sheets.Title("时间", Column.Kind.TIME));

    @Test
    void csv_opens_in_a_spreadsheet_and_runs_nothing_there() throws IOException {
        String text = csv(List.of(
                row("=cmd|'/c calc'!A1", -3, -150, "2026-03-01T16:00:00Z"),
                row("+86 138", null, null, null),
                row("@SUM(A1)", 0, 5, null),
                row("-1", 0, 123450, null),
                row("\tTab", 0, 0, null),
                row("她说\"好\",\n走了", 1, 100, null)));
        assertThat(text).startsWith("\uFEFF名字,件数,金额（元）,时间\r\n");
        assertThat(text.lines().skip(1))
                .containsExactly(
                        "'=cmd|'/c calc'!A1,-3,-1.50,2026-03-02 00:00:00",
                        "'+86 138,,,",
                        "'@SUM(A1),0,0.05,",
                        "'-1,0,1234.50,",
                        "'\tTab,0,0.00,",
                        "\"她说\"\"好\"\",",
                        "走了\",1,1.00,");
    }

    @Test
    void excel_gets_numbers_money_and_times_as_such_and_formulas_as_text() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XlsxFile file = new XlsxFile(bytes, TITLES, ZONE)) {
            file.write(row("=1+1", 7, 123450, "2026-03-01T16:00:00Z"));
            file.write(row(null, null, null, null));
            file.write(row("第三行", -1, 5, null));
        }
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(2)).isEqualTo("金额（元）");
            Row first = rows.get(1);
            assertThat(first.getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(first.getCellText(0)).isEqualTo("=1+1");
            assertThat(first.getCellAsNumber(1)).contains(BigDecimal.valueOf(7));
            assertThat(first.getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("1234.5");
            assertThat(first.getCellAsDate(3)).contains(LocalDateTime.of(2026, 3, 2, 0, 0));
            assertThat(rows.getLast().getCellText(0)).isEqualTo("第三行");
        }
    }

    private static String csv(List<List<@Nullable Object>> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvFile file = new CsvFile(bytes, TITLES, ZONE)) {
            for (List<@Nullable Object> row : rows) {
                file.write(row);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
