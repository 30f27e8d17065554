package io.siyu.foundation.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction gathers of one kind and writes in one go as it commits: one statement for all of it, and rows that many wait for
 * are locked no longer than the commit takes. Kinds are written in the order of their names, and a writer puts the rows it locks in an
 * order of their own, so that two commits never wait for each other. Outside of a transaction, and once it is committing, everything is
 * written at once.
 */
public final class AtCommit<T> {

    private static final Logger log = LoggerFactory.getLogger(AtCommit.class);

    private final String name;
    private final Consumer<List<T>> writer;

    /**
     * @param name unique: the place among the kinds
     * @param writer never given an empty list
     */
    public AtCommit(String name, Consumer<List<T>> writer) {
        this.name = name;
        this.writer = writer;
    }

    public void add(T item) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !Gathered.now().take(this, item)) {
            writer.accept(List.of(item));
        }
    }

    /** For whoever reads back in the same transaction what may be among these; nothing when none of it is. */
    public void writeIf(Predicate<T> asked) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && Gathered.now().of(this).stream().anyMatch(asked)) {
            Gathered.now().write(this);
        }
    }

    /** Of all kinds. Written after whatever else is done before a commit, which may tell more. */
    private static final class Gathered implements TransactionSynchronization {

        private final Map<AtCommit<?>, List<Object>> items = new TreeMap<>(Comparator.comparing(kind -> kind.name));
        private boolean committing;

        static Gathered now() {
            return PerTransaction.only(Gathered.class, Gathered::new);
        }

        boolean take(AtCommit<?> kind, Object item) {
            if (!committing) {
                items.computeIfAbsent(kind, none -> new ArrayList<>()).add(item);
            }
            return !committing;
        }

        @SuppressWarnings("unchecked") // What a kind has gathered, it was given.
        <T> List<T> of(AtCommit<T> kind) {
            return (List<T>) items.getOrDefault(kind, List.of());
        }

        <T> void write(AtCommit<T> kind) {
            List<T> all = List.copyOf(of(kind));
            items.remove(kind);
            kind.writer.accept(all);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            List.copyOf(items.keySet()).forEach(this::write);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && !items.isEmpty()) {
                log.error("Told too late to be written: {}", items);
            }
        }
    }
}
