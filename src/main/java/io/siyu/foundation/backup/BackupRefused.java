package io.siyu.foundation.backup;

import java.io.Serial;

/** Why nothing was exported or imported: a sentence of the bundle {@code messages/backup} with its arguments. */
final class BackupRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Object[] arguments;

    BackupRefused(String code, Object... arguments) {
        super(code);
        this.arguments = arguments;
    }

    String code() {
        return String.valueOf(getMessage());
    }

    Object[] arguments() {
        return arguments;
    }
}
