package io.siyu.loyalty.points;

/**
 * The points of one person.
 *
 * @param available can be spent
 * @param pending earned, but the sale may still be undone
 * @param reserved set aside for unpaid orders
 * @param debt taken back after it was spent; the next points pay it off
 */
public record PointsBalance(long available, long pending, long reserved, long debt) {}
