package io.siyu.foundation.job;

import org.jspecify.annotations.Nullable;

/**
 * A kind of long work that a module can do in batches. Each batch is one transaction with its checkpoint, so that a node may die at
 * any moment and another one goes on where the last commit was: nothing is lost, nothing is done twice.
 *
 * @param <P> what is to be done, as a record that JSON can carry; it is read by the type that the class names
 * @param <C> where the work stands, likewise
 */
public interface JobWork<P, C> {

    /** Unique, stable: {@code transfer.export}. */
    String kind();

    /**
     * Does the next batch, in at most a second or so, inside the transaction that also keeps the checkpoint; so it calls nothing
     * outside. It runs in the name of who started the job. A refusal ends the job; any other exception undoes the batch, which is
     * then tried again some times.
     *
     * @param checkpoint what the last batch said; absent before the first one
     */
    Batch<C> next(P parameters, @Nullable C checkpoint);
}
