package io.siyu.foundation.database;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Things that live as long as the running transaction; one that is suspended keeps its own. */
public final class PerTransaction {

    private PerTransaction() {}

    /**
     * The running transaction's one of this type, made when it is first asked for.
     *
     * @throws IllegalStateException when no transaction runs
     */
    public static <T extends TransactionSynchronization> T only(Class<T> type, Supplier<T> maker) {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        T made = maker.get();
        TransactionSynchronizationManager.registerSynchronization(made);
        return made;
    }
}
