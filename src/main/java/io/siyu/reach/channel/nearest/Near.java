package io.siyu.reach.channel.nearest;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store and how far it is. */
record Near(StoreDoor door, double metres) {

    private static final Comparator<Near> CLOSEST = Comparator.comparingDouble(Near::metres)
            .thenComparingLong(near -> near.door().storeId());

    /** The nearest stores, the nearest first; of two that are equally far the older one. */
    static List<Near> among(List<StoreDoor> doors, Point visitor, @Nullable Integer maxKm, int most) {
        double farthest = maxKm == null ? Point.FARTHEST_METRES : maxKm * 1000.0;
        return doors.stream()
                .filter(door -> door.point() != null)
                .map(door -> new Near(door, visitor.metresTo(door.place())))
                .filter(near -> near.metres() <= farthest)
                .sorted(CLOSEST)
                .limit(most)
                .toList();
    }

    /** 80 米, 1.2 公里, 35 公里: nobody walks by more digits. */
    String inWords() {
        if (metres < 1000) {
            return Math.max(10, Math.round(metres / 10) * 10) + " 米";
        }
        return metres < 10_000 ? Math.round(metres / 100) / 10.0 + " 公里" : Math.round(metres / 1000) + " 公里";
    }

    int km() {
        return (int) Math.round(metres / 1000);
    }
}
