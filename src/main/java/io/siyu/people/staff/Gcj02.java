package io.siyu.people.staff;

/**
 * A place in the coordinates of China's maps. What a satellite receiver or a browser tells (WGS-84) lies up to 700 metres beside them; outside of
 * China the two are the same. The formula is the one that all open implementations share.
 *
 * @param latitude in degrees, north is positive
 * @param longitude in degrees, east is positive
 */
public record Gcj02(double latitude, double longitude) {

    private static final double AXIS = 6_378_245.0;
    private static final double ECCENTRICITY = 0.00669342162296594323;

    public static Gcj02 ofWgs84(double latitude, double longitude) {
        if (abroad(latitude, longitude)) {
            return new Gcj02(latitude, longitude);
        }
        double x = longitude - 105;
        double y = latitude - 35;
        double angle = Math.toRadians(latitude);
        double bulge = 1 - ECCENTRICITY * Math.sin(angle) * Math.sin(angle);
        double root = Math.sqrt(bulge);
        double north = latitudeShift(x, y) * 180 / (AXIS * (1 - ECCENTRICITY) / (bulge * root) * Math.PI);
        double east = longitudeShift(x, y) * 180 / (AXIS / root * Math.cos(angle) * Math.PI);
        return new Gcj02(latitude + north, longitude + east);
    }

    private static boolean abroad(double latitude, double longitude) {
        return longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271;
    }

    private static double latitudeShift(double x, double y) {
        return -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + waves(x)
                + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
                + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
    }

    private static double longitudeShift(double x, double y) {
        return 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + waves(x)
                + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
                + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
    }

    private static double waves(double x) {
        return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
    }
}
