package io.siyu.foundation.metric;

import org.jspecify.annotations.Nullable;

/**
 * A number that a query tells. It is read every quarter of a minute on every node, so it must be cheap: over a partial index, or over a
 * table that stays small.
 *
 * @param name with dots: {@code siyu.inbox.waiting}; docs/metrics.md says what it means and what to do
 * @param unit {@code seconds} for ages
 * @param label what its rows are told apart by, out of a handful of words; absent when there is one row
 * @param sql may use {@code :now}; selects {@code value}, and {@code label} where there is one. A labelled figure names each of its labels
 *     always, with 0 where there is nothing: a line that disappears tells nobody anything
 */
public record Figure(
        String name, @Nullable String unit, @Nullable String label, String sql) {

    public static Figure count(String name, String sql) {
        return new Figure(name, null, null, sql);
    }

    public static Figure counts(String name, String label, String sql) {
        return new Figure(name, null, label, sql);
    }

    /**
     * How long the oldest has been waiting.
     *
     * @param sql selects its time as {@code value}, or null when nothing waits
     */
    public static Figure age(String name, String sql) {
        String seconds = """
                select coalesce(greatest(extract(epoch from cast(:now as timestamptz) - waiting.value), 0), 0) as value from (%s) waiting""".formatted(sql);
        return new Figure(name, "seconds", null, seconds);
    }
}
