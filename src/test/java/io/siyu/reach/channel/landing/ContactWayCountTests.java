package io.siyu.reach.channel.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.alert.Alert;
import io.siyu.testing.DatabaseTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class ContactWayCountTests {

    @Autowired
    JdbcClient jdbc;

    @Test
    void is_told_from_nine_tenths_on_of_what_a_corporation_may_have() {
        long used = room(1).used();
        assertThat(new ContactWayCount(room(used)).standing())
                .extracting(Alert::arguments)
                .containsExactly(List.of(Long.toString(used), Long.toString(used)));
        assertThat(new ContactWayCount(room(used * 2 + 10)).standing()).isEmpty();
    }

    @Test
    void what_is_ordered_and_not_made_yet_takes_room_too() {
        ContactWayRoom room = room(room(1).used() + 1_000_000);
        assertThat(room.forLeases(0)).isTrue();
        assertThat(room.forLeases(1_000_000))
                .as("with what is ordered together with it")
                .isFalse();
        room.taken(1_000_000);
        assertThat(room.forLeases(0)).isFalse();
    }

    private ContactWayRoom room(long most) {
        return new ContactWayRoom(jdbc, Clock.systemUTC(), most);
    }
}
