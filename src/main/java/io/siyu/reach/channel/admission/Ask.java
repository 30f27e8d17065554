package io.siyu.reach.channel.admission;

/**
 * A visitor who opened a code.
 *
 * @param code as it is printed
 * @param visitor the random id in the visitor's cookie
 */
record Ask(String code, String visitor) {}
