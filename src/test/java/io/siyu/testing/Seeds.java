package io.siyu.testing;

import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Runs a property with many seeds, prints the one that breaks it, and replays just that with {@code -Dsiyu.seed}. */
public final class Seeds {

    private Seeds() {}

    /** Something that must hold whatever the random says. */
    @FunctionalInterface
    public interface Property {
        void holdsFor(Random random) throws Exception;
    }

    /** Checks the property with this many fresh seeds, or only with the one given by {@code -Dsiyu.seed}. */
    public static void forAll(int runs, Property property) {
        Long replayed = replayedSeed(System.getProperty("siyu.seed"));
        if (replayed != null) {
            check(replayed, property);
            return;
        }
        SplittableRandom seeds = new SplittableRandom();
        for (int run = 0; run < runs; run++) {
            check(seeds.nextLong(), property);
        }
    }

    private static void check(long seed, Property property) {
        try {
            property.holdsFor(new Random(seed));
        } catch (AssertionError | Exception e) {
            String sentence = "Broken by seed " + seed + ", replay with -Dsiyu.seed=" + seed;
            System.err.println(sentence);
            throw new AssertionError(sentence + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Long replayedSeed(@Nullable String property) {
        return property == null || property.isBlank() ? null : Long.valueOf(property.strip());
    }
}
