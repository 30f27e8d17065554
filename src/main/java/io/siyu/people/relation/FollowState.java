package io.siyu.people.relation;

/** How a friendship between a customer and an employee stands. */
public enum FollowState {
    FOLLOWING,
    DELETED_BY_CUSTOMER,
    DELETED_BY_STAFF
}
