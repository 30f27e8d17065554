package io.siyu.foundation.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction gathers of one kind and writes in one go as it commits: one statement for all of it, and rows that many wait for
 * are locked no longer than the commit takes. Writers put what they lock in an order of its own, so that two commits never wait for each
 * other. Outside of a transaction, and once it is committing, everything is written at once.
 */
public final class AtCommit<T> {

    private final Consumer<List<T>> writer;

    /** @param writer never given an empty list */
    public AtCommit(Consumer<List<T>> writer) {
        this.writer = writer;
    }

    public void add(T item) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !gathered().take(item)) {
            writer.accept(List.of(item));
        }
    }

    /** For whoever reads it back in the same transaction. */
    public void writeNow() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            gathered().write();
        }
    }

    private Gathered gathered() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof AtCommit<?>.Gathered one && one.owner() == this) {
                @SuppressWarnings("unchecked") // It is of this very object.
                Gathered mine = (Gathered) one;
                return mine;
            }
        }
        Gathered fresh = new Gathered();
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    private final class Gathered implements TransactionSynchronization {

        private final List<T> items = new ArrayList<>();
        private boolean committing;

        AtCommit<T> owner() {
            return AtCommit.this;
        }

        boolean take(T item) {
            if (!committing) {
                items.add(item);
            }
            return !committing;
        }

        void write() {
            if (!items.isEmpty()) {
                List<T> all = List.copyOf(items);
                items.clear();
                writer.accept(all);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            write();
        }
    }
}
