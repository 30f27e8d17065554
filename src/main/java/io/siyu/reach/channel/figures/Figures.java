package io.siyu.reach.channel.figures;

import org.jspecify.annotations.Nullable;

/**
 * What live codes brought and cost.
 *
 * @param buyers of the adds, people who had bought before
 * @param deletions on the days on which they happened, whenever the friend was added
 * @param firstOrders first orders after an add, on the days of the orders
 * @param buyerOrders of these, by people who were buyers at the add
 * @param lost of the adds, those who have deleted the guide since
 * @param ordered of the adds, those who have ordered since
 * @param linkAdds of the adds, those by an acquisition link: of nobody else is it seen whether they write first
 * @param talked who wrote first, on the days on which they did
 * @param medianSeconds from scan to add where the scan is known, rounded; absent where none is
 */
record Figures(
        long scans,
        long adds,
        long lateAdds,
        long buyers,
        long deletions,
        long firstOrders,
        long buyerOrders,
        long firstOrderFen,
        long lost,
        long ordered,
        long linkAdds,
        long talked,
        long costFen,
        @Nullable Integer medianSeconds) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);

    long net() {
        return adds - deletions;
    }

    /** Who wrote first; absent where nobody came in such a way that it could be seen. */
    @Nullable
    Long seenTalking() {
        return linkAdds == 0 && talked == 0 ? null : talked;
    }

    /** Rounded half up; absent where nothing was spent or nobody was added. */
    @Nullable
    Long costPerAddFen() {
        return each(adds);
    }

    @Nullable
    Long costPerFirstOrderFen() {
        return each(firstOrders);
    }

    private @Nullable Long each(long count) {
        return costFen == 0 || count == 0 ? null : (2 * costFen + count) / (2 * count);
    }

    /** Of both together; without a median, which two do not tell. */
    Figures plus(Figures other) {
        return new Figures(
                scans + other.scans,
                adds + other.adds,
                lateAdds + other.lateAdds,
                buyers + other.buyers,
                deletions + other.deletions,
                firstOrders + other.firstOrders,
                buyerOrders + other.buyerOrders,
                firstOrderFen + other.firstOrderFen,
                lost + other.lost,
                ordered + other.ordered,
                linkAdds + other.linkAdds,
                talked + other.talked,
                costFen + other.costFen,
                null);
    }

    Figures with(@Nullable Integer median) {
        return new Figures(
                scans,
                adds,
                lateAdds,
                buyers,
                deletions,
                firstOrders,
                buyerOrders,
                firstOrderFen,
                lost,
                ordered,
                linkAdds,
                talked,
                costFen,
                median);
    }
}
