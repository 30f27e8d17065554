package io.siyu.foundation.transfer;

import org.jspecify.annotations.Nullable;

/**
 * One column of a file.
 *
 * @param code the key of its title in the bundles: {@code order.column.state}
 * @param kind what its cells are
 * @param words where cells are codes: the key of each one's word without the code itself, {@code order.state.}
 */
public record Column(String code, Kind kind, @Nullable String words) {

    /** What a cell is, and what the row gives for it. */
    public enum Kind {
        /** A string. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** A number of fen, written as yuan. */
        MONEY,
        /** An instant, written in the brand's zone. */
        TIME
    }

    public static Column text(String code) {
        return new Column(code, Kind.TEXT, null);
    }

    public static Column number(String code) {
        return new Column(code, Kind.NUMBER, null);
    }

    public static Column money(String code) {
        return new Column(code, Kind.MONEY, null);
    }

    public static Column time(String code) {
        return new Column(code, Kind.TIME, null);
    }

    /** Cells are codes, which the file shows as words. */
    public static Column word(String code, String words) {
        return new Column(code, Kind.TEXT, words);
    }
}
