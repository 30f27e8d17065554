package io.siyu.foundation.transfer;

import io.siyu.shared.DomainException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** Reads a file somebody brings, whatever it says it is: Excel by its first bytes, else text with separators. */
final class SheetReader {

    static final int MOST_ROWS = 100_000;

    private static final int OLE2_HEADER = 8;
    private static final int MOST_COLUMNS = 100;
    private static final long MOST_UNPACKED = 300L << 20;
    private static final int MOST_ENTRIES = 1000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private SheetReader() {}

    /** @throws DomainException when it cannot be read, or is larger than is taken */
    static List<List<String>> read(byte[] file) {
        if (file.length >= OLE2_HEADER && ReadableWorkbook.isOLE2Header(file)) {
            throw DomainException.invalid("file", "transfer.file_old_excel");
        }
        return startsLikeZip(file) ? excel(file) : limited(CsvText.rows(file));
    }

    private static List<List<String>> excel(byte[] file) {
        refuseBombs(file);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return limited(rows.limit(MOST_ROWS + 2L).map(SheetReader::texts).toList());
        } catch (IOException | RuntimeException e) {
            if (e instanceof DomainException refusal) {
                throw refusal;
            }
            throw DomainException.invalid("file", "transfer.file_unreadable");
        }
    }

    private static List<List<String>> limited(List<List<String>> rows) {
        if (rows.size() > MOST_ROWS + 1) {
            throw DomainException.invalid("file", "transfer.file_too_long", MOST_ROWS);
        }
        return rows;
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < Math.min(row.getCellCount(), MOST_COLUMNS); column++) {
            texts.add(row.getOptionalCell(column).map(SheetReader::text).orElse(""));
        }
        return texts;
    }

    /** A phone number that Excel took for a number comes out whole, a date as a date. */
    private static String text(Cell cell) {
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText() == null ? "" : cell.getText().strip();
        }
        String format = cell.getDataFormatString();
        if (format != null && format.toLowerCase(Locale.ROOT).matches(".*[ymdh].*") && !format.startsWith("General")) {
            var time = cell.asDate();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? DAY.format(time) : TIME.format(time);
        }
        BigDecimal number = cell.asNumber();
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean startsLikeZip(byte[] file) {
        return file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /** Unpacked once without keeping anything, by what the parser unpacks with, before the parser gets it. */
    private static void refuseBombs(byte[] file) {
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            long unpacked = 0;
            for (ZipArchiveEntry entry : entries.subList(0, Math.min(entries.size(), MOST_ENTRIES))) {
                try (InputStream content = zip.getInputStream(entry)) {
                    unpacked += length(content, MOST_UNPACKED + 1 - unpacked);
                }
            }
            if (entries.size() > MOST_ENTRIES || unpacked > MOST_UNPACKED) {
                throw DomainException.invalid("file", "transfer.file_bomb");
            }
        } catch (IOException e) {
            throw DomainException.invalid("file", "transfer.file_unreadable");
        }
    }

    private static long length(InputStream content, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = content.read(buffer); read >= 0 && length <= most; read = content.read(buffer)) {
            length += read;
        }
        return length;
    }
}
