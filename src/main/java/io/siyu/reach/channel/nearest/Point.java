package io.siyu.reach.channel.nearest;

import io.siyu.people.staff.Gcj02;

/**
 * A place on earth, in degrees.
 *
 * @param latitude −90 to 90, north is positive
 * @param longitude −180 to 180, east is positive
 */
record Point(double latitude, double longitude) {

    /** The mean radius of the earth. */
    private static final double EARTH_METRES = 6_371_008.8;

    static final double FARTHEST_METRES = Math.PI * EARTH_METRES;

    Point {
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        if (!onEarth) {
            throw new IllegalArgumentException(latitude + ", " + longitude + " is nowhere on earth");
        }
    }

    /** What a browser tells, in the coordinates of the stores. */
    static Point ofWgs84(double latitude, double longitude) {
        Point told = new Point(latitude, longitude);
        Gcj02 place = Gcj02.ofWgs84(told.latitude, told.longitude);
        return new Point(place.latitude(), place.longitude());
    }

    /** Along the great circle, by the haversine formula: exact enough for metres next door and for antipodes. */
    double metresTo(Point other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double half = square(Math.sin(north / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(east / 2));
        return 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, half)));
    }

    private static double square(double number) {
        return number * number;
    }
}
