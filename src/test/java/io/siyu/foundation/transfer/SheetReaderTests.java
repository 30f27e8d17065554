package io.siyu.foundation.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class SheetReaderTests {

    private static final String TEXT = "手机号,标签\r\n13800000000,\"高价值,\"\"老客\"\"\"\r\n,新\n客\n";

    @Test
    void text_is_read_in_both_encodings_that_chinese_offices_write() {
        List<List<String>> expected =
                List.of(List.of("手机号", "标签"), List.of("13800000000", "高价值,\"老客\""), List.of("", "新"), List.of("客"));
        assertThat(SheetReader.read(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
        assertThat(SheetReader.read(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
        assertThat(SheetReader.read(TEXT.getBytes(Charset.forName("GBK")))).isEqualTo(expected);
    }

    @Test
    void the_separator_is_the_one_of_the_first_line() {
        assertThat(SheetReader.read("a\tb,c\n1\t2".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(List.of("a", "b,c"), List.of("1", "2"));
        assertThat(SheetReader.read("a;b\n1;2".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(List.of("a", "b"), List.of("1", "2"));
    }

    @Test
    void excel_gives_phones_as_they_are_and_dates_as_dates() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", null);
                Worksheet sheet = book.newWorksheet("一")) {
            sheet.value(0, 0, "手机号");
            sheet.value(0, 1, "生日");
            sheet.value(0, 2, "时间");
            sheet.value(0, 3, "价");
            sheet.value(1, 0, 13800000000L);
            sheet.value(1, 1, LocalDate.of(1990, 5, 1));
            sheet.style(1, 1).format("yyyy-mm-dd").set();
            sheet.value(1, 2, LocalDateTime.of(2026, 3, 2, 10, 30));
            sheet.style(1, 2).format("yyyy/m/d h:mm").set();
            sheet.value(1, 3, 99.50);
            sheet.value(2, 3, "后面");
        }
        assertThat(SheetReader.read(bytes.toByteArray()))
                .containsExactly(
                        List.of("手机号", "生日", "时间", "价"),
                        List.of("13800000000", "1990-05-01", "2026-03-02 10:30:00", "99.5"),
                        List.of("", "", "", "后面"));
    }

    @Test
    void what_blows_up_when_unpacked_is_refused_before_anybody_parses_it() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 301; i++) {
                zip.write(nothing);
            }
        }
        assertThat(bytes.size()).isLessThan(1 << 20);
        assertThatThrownBy(() -> SheetReader.read(bytes.toByteArray())).hasMessageContaining("transfer.file_bomb");
    }

    @Test
    void what_is_no_table_is_refused_in_words() {
        byte[] oldExcel = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        assertThatThrownBy(() -> SheetReader.read(oldExcel)).hasMessageContaining("transfer.file_old_excel");
        byte[] brokenZip = {'P', 'K', 3, 4, 9, 9, 9, 9};
        assertThatThrownBy(() -> SheetReader.read(brokenZip)).hasMessageContaining("transfer.file_unreadable");
        byte[] long_ = "x\n".repeat(SheetReader.MOST_ROWS + 2).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SheetReader.read(long_)).hasMessageContaining("transfer.file_too_long");
    }
}
