package io.siyu.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One keyset page of a table that grows: pass {@code next} as {@code after} for the following one; absent on the last. */
public record Slice<T>(List<T> items, @Nullable String next) {

    /** From rows fetched with a limit of {@code size + 1}: the extra row only tells that there is more. */
    public static <T> Slice<T> of(List<T> rows, int size, Function<T, String> key) {
        if (rows.size() <= size) {
            return new Slice<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, size));
        return new Slice<>(items, key.apply(items.getLast()));
    }
}
