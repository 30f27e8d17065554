package io.siyu.reach.channel.card;

/**
 * Which card.
 *
 * @param serial from 1 in its batch
 */
record CardKey(int batch, int serial) {}
