package io.siyu.people.staff;

import io.siyu.shared.DomainException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a password must be: long, not the user's name, and none of those that everybody tries first. */
final class PasswordRules {

    static final int SHORTEST = 10;
    /** bcrypt reads no further. */
    private static final int LONGEST_BYTES = 72;
    /** Fewer different characters than this is a finger resting on a key. */
    private static final int DIFFERENT = 4;

    private static final Set<String> WORST = worst();

    private PasswordRules() {}

    /** @throws DomainException {@code user.password_…} at {@code password} */
    static void check(String password, String username) {
        if (password.codePointCount(0, password.length()) < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw DomainException.invalid("password", "user.password_length", SHORTEST, LONGEST_BYTES);
        }
        String plain = password.strip().toLowerCase(Locale.ROOT);
        String name = username.strip().toLowerCase(Locale.ROOT);
        if (name.length() >= 3 && plain.contains(name) && plain.length() < name.length() + SHORTEST) {
            throw DomainException.invalid("password", "user.password_like_name");
        }
        if (WORST.contains(plain) || plain.chars().distinct().count() < DIFFERENT || inOneRun(plain)) {
            throw DomainException.invalid("password", "user.password_common");
        }
    }

    /** {@code 1234567890}, {@code abcdefghijkl} and the like, in either direction. */
    private static boolean inOneRun(String password) {
        int up = 0;
        int down = 0;
        for (int i = 1; i < password.length(); i++) {
            int step = password.charAt(i) - password.charAt(i - 1);
            up += step == 1 ? 1 : 0;
            down += step == -1 ? 1 : 0;
        }
        return Math.max(up, down) >= password.length() - 2;
    }

    private static Set<String> worst() {
        try (InputStream list = PasswordRules.class.getResourceAsStream("worst-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("worst-passwords.txt is missing");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
