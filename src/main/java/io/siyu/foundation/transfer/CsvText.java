package io.siyu.foundation.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text with separators, as spreadsheets write it: UTF-8 or the Chinese Excel's GBK; comma, semicolon or tab. */
final class CsvText {

    private static final Charset CHINESE = Charset.forName("GB18030");

    private final String text;
    private final char separator;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean quoted;

    private CsvText(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static List<List<String>> rows(byte[] file) {
        String text = decoded(file);
        return new CsvText(text, separatorOf(text)).parse();
    }

    private List<List<String>> parse() {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (quoted) {
                i = insideQuotes(one, i);
            } else if (one == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (one == separator) {
                endCell();
            } else if (one == '\n') {
                endRow();
            } else if (one != '\r') {
                cell.append(one);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            endRow();
        }
        return rows;
    }

    private int insideQuotes(char one, int i) {
        if (one != '"') {
            cell.append(one);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
            cell.append('"');
            return i + 1;
        } else {
            quoted = false;
        }
        return i;
    }

    private void endCell() {
        row.add(cell.toString().strip());
        cell.setLength(0);
    }

    private void endRow() {
        endCell();
        rows.add(row);
        row = new ArrayList<>();
    }

    /** What is no UTF-8 is GBK: hardly any Chinese text in GBK happens to be valid UTF-8. */
    private static String decoded(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(file, CHINESE);
        }
    }

    private static char separatorOf(String text) {
        String first = text.lines().findFirst().orElse("");
        if (first.indexOf('\t') >= 0) {
            return '\t';
        }
        return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }
}
