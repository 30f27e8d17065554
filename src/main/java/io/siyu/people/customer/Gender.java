package io.siyu.people.customer;

/** As WeChat tells it. */
public enum Gender {
    UNKNOWN,
    MALE,
    FEMALE
}
