package io.siyu.foundation.backup;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the person at the command line reads: each sentence in Chinese and in English, since nobody has said yet which. */
final class Announcements {

    private static final List<ResourceBundle> LANGUAGES = List.of(bundle(Locale.ROOT), bundle(Locale.ENGLISH));

    private final PrintStream out;

    Announcements(PrintStream out) {
        this.out = out;
    }

    void say(String code, Object... arguments) {
        for (ResourceBundle language : LANGUAGES) {
            out.println(new MessageFormat(language.getString(code), Locale.ROOT).format(arguments));
        }
        out.flush();
    }

    /** One of many steps; figures need no language. */
    void step(int number, int of, String what, long rows) {
        out.println("  [%d/%d] %s %,d".formatted(number, of, what, rows));
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "messages/backup",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
