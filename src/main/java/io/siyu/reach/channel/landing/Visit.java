package io.siyu.reach.channel.landing;

/**
 * Somebody opens one of our pages.
 *
 * @param visitor the random id in their cookie
 */
public record Visit(String visitor) {}
