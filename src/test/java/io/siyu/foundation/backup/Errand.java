package io.siyu.foundation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.logging.LoggingSystem;

/** One call at the command line, as far as its end and its words go. */
record Errand(int exit, String words) {

    static Errand run(String first, String... others) {
        String[] arguments =
                Stream.concat(Stream.of(first), Arrays.stream(others)).toArray(String[]::new);
        assertThat(BackupCommand.asked(arguments)).isTrue();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Logging belongs to the JVM, which other tests share.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            int exit = new BackupCommand(new PrintStream(out, true, StandardCharsets.UTF_8)).run(arguments);
            return new Errand(exit, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }

    Errand succeeds() {
        assertThat(exit).as(words).isZero();
        return this;
    }

    /** With one sentence in Chinese and one in English. */
    void refusedSaying(String chinese, String english) {
        assertThat(exit).as(words).isEqualTo(1);
        assertThat(words).contains(chinese, english);
    }
}
