package io.siyu.foundation.database;

import org.jspecify.annotations.Nullable;

/** Why there is no database to run on, in a sentence for the person who started Siyu, with what to do about it. */
public class DatabaseUnavailable extends RuntimeException {

    private final String action;

    DatabaseUnavailable(String sentence, String action) {
        this(sentence, action, null);
    }

    DatabaseUnavailable(String sentence, String action, @Nullable Throwable cause) {
        super(sentence, cause);
        this.action = action;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public String action() {
        return action;
    }
}
