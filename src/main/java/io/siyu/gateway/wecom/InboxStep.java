package io.siyu.gateway.wecom;

/**
 * A module's part in taking a callback in. Steps run in the order of their rank; callbacks of one relation (customer and employee) are
 * taken in one after the other. A step that fails is tried again later and holds back that relation only.
 */
public interface InboxStep {

    /** Unique and stable, kept in the database: {@code relation.follow}. */
    String name();

    /** staff 10, customer 20, relation 30, channel 40, tag 50. */
    int rank();

    /** By what the callback itself says: asked before it is written down, without the platform. */
    boolean wants(Callback callback);

    /**
     * Asks the outside what it must, without a transaction, and before any other step of this callback has had its effect. What it
     * returns runs in the transaction that marks this step of this callback done, so it happens exactly once; it must not call the outside.
     */
    Runnable prepare(Callback callback);
}
