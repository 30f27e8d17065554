package io.siyu.reach.channel.groupcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTests {

    @Test
    void what_is_full_or_not_there_is_never_tried_and_all_else_is_once() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            List<Room> open = rooms.stream()
                    .filter(room -> room.usable() && (room.overflow() || room.taken() < room.cap()))
                    .toList();
            assertThat(Room.inOrder(rooms, (long) random.nextInt(8))).containsExactlyInAnyOrderElementsOf(open);
        });
    }

    @Test
    void somebody_new_is_shown_the_first_with_room_whatever_the_order_they_are_told_in() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            Optional<Room> chosen = Room.next(rooms);
            Optional<Room> expected = rooms.stream()
                    .filter(one -> one.usable() && !one.overflow() && one.taken() + one.promised() < one.cap())
                    .min(Comparator.comparingInt(Room::position))
                    .or(() -> rooms.stream()
                            .filter(one -> one.usable() && one.overflow())
                            .findFirst());
            assertThat(chosen).isEqualTo(expected);
            Collections.shuffle(rooms, new Random(random.nextLong()));
            assertThat(Room.next(rooms)).isEqualTo(chosen);
        });
    }

    @Test
    void who_looks_again_is_given_the_same_first_until_it_is_full() {
        Seeds.forAll(2000, random -> {
            List<Room> rooms = rooms(random);
            Room before = rooms.get(random.nextInt(rooms.size()));
            boolean open = before.usable() && (before.overflow() || before.taken() < before.cap());
            assertThat(Room.inOrder(rooms, before.place()).stream().limit(open ? 1 : 0))
                    .isEqualTo(open ? List.of(before) : List.of());
        });
    }

    @Test
    void a_group_promised_away_is_passed_over_for_the_next_and_for_what_the_platform_makes() {
        Room promised = new Room(1, 0, false, true, 200, 195, 5);
        Room next = new Room(2, 1, false, true, 200, 0, 0);
        Room made = new Room(3, 9, true, true, 500, 0, 0);
        assertThat(Room.next(List.of(promised, next, made))).contains(next);
        assertThat(Room.next(List.of(promised, made))).contains(made);
        assertThat(Room.next(List.of(promised))).isEmpty();
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
