package io.siyu.sandbox.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables beside the code that say what the platform asks and allows: lines of cells, with remarks after {@code #}. */
final class Tables {

    private Tables() {}

    static List<String> lines(String name) {
        try (InputStream table = Tables.class.getResourceAsStream("/sandbox/" + name)) {
            if (table == null) {
                throw new IllegalStateException("sandbox/" + name + " is missing");
            }
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::stripTrailing)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
