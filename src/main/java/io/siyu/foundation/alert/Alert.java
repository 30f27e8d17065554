package io.siyu.foundation.alert;

import io.siyu.shared.StaffId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs somebody.
 *
 * @param kind what is the matter, named in the bundles as {@code alert.<kind>.title} and {@code alert.<kind>.about}
 * @param subject what it is the matter with; one alert is open at a time for one kind and subject
 * @param arguments filled into the words; no personal data
 * @param concerned the employees whom it is about
 * @param link the console's page where it is dealt with: {@code /callbacks?state=dead}
 */
public record Alert(
        String kind,
        String subject,
        Nature nature,
        List<String> arguments,
        @Nullable String link,
        List<StaffId> concerned) {

    /** The subject of a kind that has only one. */
    public static final String ALL = "all";

    public Alert {
        arguments = List.copyOf(arguments);
        concerned = List.copyOf(concerned);
    }

    /** Whether it waits to be done (待办), or does not work as it should (异常). */
    public enum Nature {
        TODO,
        FAULT
    }

    public static Alert fault(String kind, String subject, @Nullable String link, Object... arguments) {
        return new Alert(kind, subject, Nature.FAULT, texts(arguments), link, List.of());
    }

    public static Alert todo(String kind, String subject, @Nullable String link, Object... arguments) {
        return new Alert(kind, subject, Nature.TODO, texts(arguments), link, List.of());
    }

    /** The same, about these employees. */
    public Alert about(StaffId... employees) {
        return new Alert(kind, subject, nature, arguments, link, List.of(employees));
    }

    private static List<String> texts(Object... arguments) {
        return Arrays.stream(arguments).map(String::valueOf).toList();
    }
}
