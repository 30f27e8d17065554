package io.siyu.people.customer;

/** What relation knows of friendships, as a condition on customers. */
public interface FriendshipCondition {

    /**
     * SQL that holds where {@code customer_customer c} is a friend of the guide who owns them, since before that moment.
     *
     * @param moment a parameter's name with its colon
     */
    String friendOfOwnerBefore(String moment);
}
