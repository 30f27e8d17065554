package io.siyu.people.customer;

/** What a message is for; a person may refuse each of them. */
public enum Purpose {
    MARKETING,
    SERVICE
}
