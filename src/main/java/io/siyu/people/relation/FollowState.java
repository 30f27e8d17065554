package io.siyu.people.relation;

/** How a friendship between a customer and an employee stands. */
public enum FollowState {
    FOLLOWING,
    DELETED_BY_CUSTOMER,
    DELETED_BY_STAFF,
    /** The customer now belongs to another employee; nobody deleted anybody. */
    HANDED_OVER
}
