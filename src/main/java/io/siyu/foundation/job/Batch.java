package io.siyu.foundation.job;

import org.jspecify.annotations.Nullable;

/**
 * What one batch of a job came to.
 *
 * @param checkpoint where the next batch begins; absent after the last one
 * @param done how much is done by now, over all batches
 * @param total how much there is, when that is known
 * @param result what the whole job came to; present with the last batch only
 */
public record Batch<C>(
        @Nullable C checkpoint,
        long done,
        @Nullable Long total,
        @Nullable JobResult result) {

    public static <C> Batch<C> more(C checkpoint, long done, @Nullable Long total) {
        return new Batch<>(checkpoint, done, total, null);
    }

    public static <C> Batch<C> last(long done, JobResult result) {
        return new Batch<>(null, done, done, result);
    }
}
