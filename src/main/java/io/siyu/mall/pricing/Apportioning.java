package io.siyu.mall.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits an amount over parts without losing or making a fen: everybody gets the rounded-down proportional share, and the fen left
 * over go one by one to the largest remainders. No part gets more than its weight.
 */
public final class Apportioning {

    private Apportioning() {}

    /** The smaller {@code order}, the earlier a part gets a left-over fen among equal remainders. */
    public record Part(long weight, long order) {}

    /**
     * @param amount between 0 and the sum of the weights
     * @return the shares in the order of the parts
     */
    public static List<Long> split(long amount, List<Part> parts) {
        long total = 0;
        for (Part part : parts) {
            if (part.weight() < 0) {
                throw new IllegalArgumentException("a weight below zero: " + part.weight());
            }
            total = Math.addExact(total, part.weight());
        }
        if (amount < 0 || amount > total) {
            throw new IllegalArgumentException(amount + " does not fit into parts of " + total);
        }
        if (amount == 0) {
            return parts.stream().map(part -> 0L).toList();
        }
        return split(amount, total, parts);
    }

    /** An amount over so many equal pieces: the first ones take the fen left over. */
    public static List<Long> evenly(long amount, int pieces) {
        long share = amount / pieces;
        long over = amount % pieces;
        return IntStream.range(0, pieces)
                .mapToObj(piece -> share + (piece < over ? 1 : 0))
                .toList();
    }

    private static List<Long> split(long amount, long total, List<Part> parts) {
        List<Share> shares = new ArrayList<>();
        long given = 0;
        for (int i = 0; i < parts.size(); i++) {
            Wide product = Wide.multiply(amount, parts.get(i).weight());
            long floor = product.divide(total);
            shares.add(new Share(i, parts.get(i).order(), floor, product.minus(floor, total)));
            given += floor;
        }
        long left = amount - given;
        List<Share> byRemainder = shares.stream()
                .sorted(Comparator.comparingLong(Share::remainder).reversed().thenComparingLong(Share::order))
                .toList();
        Long[] result = new Long[parts.size()];
        for (int rank = 0; rank < byRemainder.size(); rank++) {
            Share share = byRemainder.get(rank);
            result[share.index()] = share.floor() + (rank < left ? 1 : 0);
        }
        return List.of(result);
    }

    private record Share(int index, long order, long floor, long remainder) {}

    /** An unsigned product of two longs, 128 bits wide: amounts times weights overflow a long from about thirty million yuan on. */
    private record Wide(long high, long low) {

        static Wide multiply(long a, long b) {
            return new Wide(Math.multiplyHigh(a, b), a * b);
        }

        /** The quotient is known to fit a long, since the amount is not above the total; schoolbook division bit by bit. */
        long divide(long divisor) {
            if (high == 0 && low >= 0) {
                return low / divisor;
            }
            long remainder = high;
            long quotient = 0;
            for (int bit = 63; bit >= 0; bit--) {
                remainder = (remainder << 1) | ((low >>> bit) & 1);
                quotient <<= 1;
                if (Long.compareUnsigned(remainder, divisor) >= 0) {
                    remainder -= divisor;
                    quotient |= 1;
                }
            }
            return quotient;
        }

        /** What is left of it after {@code quotient * divisor}; the true value fits, so the low halves suffice. */
        long minus(long quotient, long divisor) {
            return low - quotient * divisor;
        }
    }
}
