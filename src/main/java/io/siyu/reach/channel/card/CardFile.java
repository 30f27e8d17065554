package io.siyu.reach.channel.card;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Cards for the printer, one a line: serial, code, address for the QR picture. Computed while it is written, which takes the memory of one
 * line; asked for again, also in parts, it is the same byte for byte.
 */
@Component
class CardFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CardCodes codes;

    CardFile(CardCodes codes) {
        this.codes = codes;
    }

    /**
     * @param first the first serial, and {@code last} the last
     * @param titles of the three columns
     */
    void write(CardBatch batch, int first, int last, List<String> titles, OutputStream to) throws IOException {
        CardCodes.Printer printer = codes.printer();
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        out.write(BYTE_ORDER_MARK);
        out.write(String.join(",", titles));
        out.write("\r\n");
        for (int serial = first; serial <= last; serial++) {
            CardCodes.Printed card = printer.print(new CardKey(batch.id(), serial));
            out.write(Integer.toString(serial));
            out.write(',');
            out.write(card.code());
            out.write(',');
            out.write(card.url());
            out.write("\r\n");
        }
        out.flush();
    }
}
