package io.siyu.people.customer;

import io.siyu.shared.CustomerId;

/**
 * A module that keeps state by customer brings two people's state together here, in the transaction of the merge. Rows of facts that
 * only name a customer may stay as they are and be read through {@link CustomerDirectory#survivor}.
 */
public interface MergeParticipant {
    void merge(CustomerId survivor, CustomerId merged);
}
