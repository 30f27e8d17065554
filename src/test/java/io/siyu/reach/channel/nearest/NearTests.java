package io.siyu.reach.channel.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearTests {

    private static final Point SHANGHAI = new Point(31.2304, 121.4737);
    private static final Point BEIJING = new Point(39.9042, 116.4074);

    @Test
    void a_way_is_as_long_as_the_way_back_and_no_detour_is_shorter() {
        Seeds.forAll(5000, random -> {
            Point a = point(random);
            Point b = point(random);
            Point c = point(random);
            assertThat(a.metresTo(b)).isEqualTo(b.metresTo(a), within(1e-3));
            assertThat(a.metresTo(c)).isLessThanOrEqualTo(a.metresTo(b) + b.metresTo(c) + 1e-3);
            assertThat(a.metresTo(a)).isZero();
            assertThat(a.metresTo(b)).isBetween(0.0, Point.FARTHEST_METRES);
        });
    }

    @Test
    void antipodes_are_half_around_the_earth_and_the_date_line_is_no_wall() {
        Seeds.forAll(2000, random -> {
            Point a = point(random);
            double across = a.longitude() > 0 ? a.longitude() - 180 : a.longitude() + 180;
            Point antipode = new Point(-a.latitude(), across);
            assertThat(a.metresTo(antipode)).isEqualTo(Point.FARTHEST_METRES, within(50.0));
        });
        assertThat(new Point(0, 179.9).metresTo(new Point(0, -179.9))).isEqualTo(22_239, within(1.0));
        assertThat(new Point(0, 180).metresTo(new Point(0, -180))).isEqualTo(0, within(1e-3));
        assertThat(new Point(90, 12).metresTo(new Point(90, -77))).isEqualTo(0, within(1e-3));
        assertThat(SHANGHAI.metresTo(BEIJING)).isEqualTo(1_067_000, within(2_000.0));
    }

    @Test
    void the_nearest_come_first_however_the_stores_are_told() {
        Seeds.forAll(500, random -> {
            Point visitor = point(random);
            List<StoreDoor> doors = new ArrayList<>(IntStream.range(0, 40)
                    .mapToObj(i -> door(i + 1, random.nextInt(10) == 0 ? null : point(random)))
                    .toList());
            List<Near> near = Near.among(doors, visitor, null, 5);
            assertThat(near).isSortedAccordingTo((one, other) -> Double.compare(one.metres(), other.metres()));
            doors.stream()
                    .filter(door -> door.point() != null)
                    .filter(door -> near.stream().noneMatch(one -> one.door().equals(door)))
                    .forEach(door -> assertThat(visitor.metresTo(door.place()))
                            .isGreaterThanOrEqualTo(near.getLast().metres()));
            Collections.shuffle(doors, random);
            assertThat(Near.among(doors, visitor, null, 5)).isEqualTo(near);
        });
    }

    @Test
    void of_two_equally_far_the_older_store_is_first_and_what_is_too_far_is_not_offered() {
        StoreDoor east = door(7, new Point(0, 1));
        StoreDoor west = door(3, new Point(0, -1));
        assertThat(Near.among(List.of(east, west), new Point(0, 0), null, 5))
                .extracting(near -> near.door().storeId())
                .containsExactly(3L, 7L);
        assertThat(Near.among(List.of(east, west), new Point(0, 0.5), 60, 5))
                .extracting(near -> near.door().storeId())
                .containsExactly(7L);
        assertThat(Near.among(List.of(east, west), SHANGHAI, 100, 5)).isEmpty();
    }

    @Test
    void what_a_browser_tells_is_moved_to_where_the_maps_of_china_have_it() {
        assertMoved(31.1774276, 121.5272106, 31.17530398364597, 121.531541859215);
        assertMoved(22.543847, 113.912316, 22.540796131694766, 113.9171764808363);
        assertMoved(39.911954, 116.377817, 39.91334545536069, 116.38404722455657);
        assertThat(Point.ofWgs84(48.8566, 2.3522)).isEqualTo(new Point(48.8566, 2.3522));
    }

    @Test
    void distances_are_said_as_people_say_them() {
        assertThat(near(4).inWords()).isEqualTo("10 米");
        assertThat(near(83).inWords()).isEqualTo("80 米");
        assertThat(near(1240).inWords()).isEqualTo("1.2 公里");
        assertThat(near(34_600).inWords()).isEqualTo("35 公里");
    }

    private static void assertMoved(double latitude, double longitude, double toLatitude, double toLongitude) {
        Point moved = Point.ofWgs84(latitude, longitude);
        assertThat(moved.latitude()).isEqualTo(toLatitude, within(1e-6));
        assertThat(moved.longitude()).isEqualTo(toLongitude, within(1e-6));
    }

    private static Near near(double metres) {
        return new Near(door(1, SHANGHAI), metres);
    }

    private static StoreDoor door(long id, @Nullable Point point) {
        return new StoreDoor(id, "店" + id, null, null, point, 1, "活码", "code");
    }

    private static Point point(Random random) {
        return new Point(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
    }
}
