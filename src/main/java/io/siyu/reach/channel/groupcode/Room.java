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

    private boolean full() {
        return !overflow && taken >= cap;
    }

    private boolean free() {
        return !overflow && taken + promised < cap;
    }

    /**
     * The one that the visitor is shown: the one they were shown before, unless it is full; else the first with room; else where the
     * platform makes room; else the first that is only promised away. Never one that is known to be full.
     *
     * @param before what this visitor was shown last
     */
    static Optional<Room> choose(List<Room> rooms, @Nullable Long before) {
        List<Room> open = rooms.stream()
                .filter(room -> room.usable() && !room.full())
                .sorted(Comparator.comparingInt(Room::position))
                .toList();
        return open.stream()
                .filter(room -> before != null && room.place() == before)
                .findFirst()
                .or(() -> open.stream().filter(Room::free).findFirst())
                .or(() -> open.stream().filter(Room::overflow).findFirst())
                .or(() -> open.stream().findFirst());
    }
}
