package io.siyu.reach.channel.groupcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTests {

    @Test
    void what_is_full_or_not_there_is_never_shown() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            Room.choose(rooms, (long) random.nextInt(8)).ifPresent(room -> {
                assertThat(room.usable()).isTrue();
                assertThat(room.overflow() || room.taken() < room.cap()).isTrue();
            });
        });
    }

    @Test
    void somebody_is_shown_something_as_long_as_there_is_room() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            boolean room = rooms.stream().anyMatch(one -> one.usable() && (one.overflow() || one.taken() < one.cap()));
            assertThat(Room.choose(rooms, null).isPresent()).isEqualTo(room);
        });
    }

    @Test
    void groups_are_filled_in_their_order_whatever_the_order_they_are_told_in() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            Optional<Room> chosen = Room.choose(rooms, null);
            Optional<Room> first = rooms.stream()
                    .filter(one -> one.usable() && !one.overflow() && one.taken() + one.promised() < one.cap())
                    .min((one, other) -> Integer.compare(one.position(), other.position()));
            first.ifPresent(expected -> assertThat(chosen).contains(expected));
            Collections.shuffle(rooms, new Random(random.nextLong()));
            assertThat(Room.choose(rooms, null)).isEqualTo(chosen);
        });
    }

    @Test
    void who_looks_again_sees_the_same_until_it_is_full() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            Room before = rooms.get(random.nextInt(rooms.size()));
            boolean open = before.usable() && (before.overflow() || before.taken() < before.cap());
            if (open) {
                assertThat(Room.choose(rooms, before.place())).contains(before);
            }
        });
    }

    @Test
    void a_group_promised_away_is_passed_over_for_the_next_and_for_what_the_platform_makes() {
        Room promised = new Room(1, 0, false, true, 200, 195, 5);
        Room next = new Room(2, 1, false, true, 200, 0, 0);
        Room made = new Room(3, 9, true, true, 500, 0, 0);
        assertThat(Room.choose(List.of(promised, next, made), null)).contains(next);
        assertThat(Room.choose(List.of(promised, made), null)).contains(made);
        assertThat(Room.choose(List.of(promised), null)).contains(promised);
    }

    private static List<Room> rooms(Random random) {
        int number = 1 + random.nextInt(6);
        return new ArrayList<>(IntStream.range(0, number)
                .mapToObj(i -> new Room(
                        i + 1,
                        i,
                        i == number - 1 && random.nextBoolean(),
                        random.nextInt(4) > 0,
                        1 + random.nextInt(10),
                        random.nextInt(14),
                        random.nextInt(6)))
                .toList());
    }
}
