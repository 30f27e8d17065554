package io.siyu.reach.channel.groupcode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One group, or one picture, as it stands for the next visitor.
 *
 * @param overflow groups that the platform makes by itself: never full, shown when the others are
 * @param usable whether there is a picture to show and a group behind it
 * @param taken how many are in it, as far as we know, or saw the picture
 * @param promised how many were shown it a moment ago and may be on the way
 */
record Room(long place, int position, boolean overflow, boolean usable, int cap, int taken, int promised) {

    boolean full() {
        return !overflow && taken >= cap;
    }

    private boolean free() {
        return overflow || taken + promised < cap;
    }

    /**
     * In which order they are tried: the one that the visitor was shown before, then the groups one after the other, then where the
     * platform makes room. Never one that is known to be full.
     *
     * @param before what this visitor was shown last
     */
    static List<Room> inOrder(List<Room> rooms, @Nullable Long before) {
        return rooms.stream()
                .filter(room -> room.usable() && !room.full())
                .sorted(Comparator.<Room, Boolean>comparing(room -> before == null || room.place() != before)
                        .thenComparing(Room::overflow)
                        .thenComparingInt(Room::position))
                .toList();
    }

    /** The one that somebody new is shown now. */
    static Optional<Room> next(List<Room> rooms) {
        return inOrder(rooms, null).stream().filter(Room::free).findFirst();
    }
}
