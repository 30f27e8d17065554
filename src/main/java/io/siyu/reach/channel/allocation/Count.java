package io.siyu.reach.channel.allocation;

/**
 * What a guide has had today.
 *
 * @param turns where the guide stands in the code's rotation, as {@link Decision#turnsAfter()} said last; visitors who belonged to the
 *     guide anyway do not move it
 * @param adds who became friends by this code
 * @param reserved visitors of this code who may still become friends
 * @param overall adds and reservations by all codes, this one included
 */
public record Count(int turns, int adds, int reserved, int overall) {

    public static final Count NONE = new Count(0, 0, 0, 0);

    public int taken() {
        return adds + reserved;
    }

    /** @param sum adds and reservations by all codes, this one included */
    public Count overall(int sum) {
        return new Count(turns, adds, reserved, sum);
    }

    /** With the visitor of this decision, who may still become a friend. */
    public Count with(Decision decision) {
        int more = decision.reserves() ? 1 : 0;
        return new Count(decision.turnsAfter().orElse(turns), adds, reserved + more, overall + more);
    }
}
