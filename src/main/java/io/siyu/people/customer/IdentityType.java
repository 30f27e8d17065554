package io.siyu.people.customer;

/** Kinds of keys that prove who somebody is. All of them are strong: two people who share one are one person. */
public enum IdentityType {
    /** The person at one WeChat open-platform account. */
    UNIONID,
    /** The person as an external contact of the corporation. */
    EXTERNAL_USERID,
    /** The person in one mini-program or official account. */
    OPENID,
    /** A number that WeChat verified; one that was only told is no identity. */
    PHONE
}
