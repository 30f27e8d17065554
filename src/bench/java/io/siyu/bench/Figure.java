package io.siyu.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the result.
 *
 * @param floor the same by the least work straight on the database; absent where a limit counts, not a ratio
 * @param cpuMs CPU of application and PostgreSQL per request, in milliseconds
 */
record Figure(
        String bench,
        String metric,
        double value,
        String unit,
        @Nullable Double floor,
        @Nullable Double ratio,
        @Nullable Double cpuMs) {

    static Figure ratio(String bench, String metric, double value, String unit, double floor, double cpuMs) {
        return new Figure(bench, metric, round(value), unit, round(floor), round(value / floor), round(cpuMs));
    }

    static Figure plain(String bench, String metric, double value, String unit, @Nullable Double cpuMs) {
        return new Figure(bench, metric, round(value), unit, null, null, cpuMs == null ? null : round(cpuMs));
    }

    String line() {
        String text = String.format(Locale.ROOT, "%-9s %-14s %10s %-5s", bench, metric, value, unit);
        text += floor == null ? "" : "  floor " + floor + "  ratio " + ratio;
        return cpuMs == null ? text : text + "  CPU " + cpuMs + " ms";
    }

    /** Three digits after the point are more than the machine knows. */
    private static double round(double exact) {
        return Math.round(exact * 1000) / 1000.0;
    }
}
