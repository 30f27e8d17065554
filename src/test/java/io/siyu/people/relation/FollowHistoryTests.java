package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.relation.FollowHistory.Turning;
import io.siyu.testing.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FollowHistoryTests {

    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    void neither_order_nor_repetition_of_what_was_seen_matters() {
        Seeds.forAll(500, random -> {
            List<Observation> life = life(random, 1 + random.nextInt(12));
            FollowHistory told = FollowHistory.of(life);
            List<Observation> scrambled = new ArrayList<>(life);
            for (int i = random.nextInt(5); i > 0; i--) {
                scrambled.add(life.get(random.nextInt(life.size())));
            }
            Collections.shuffle(scrambled, random);

            assertThat(FollowHistory.of(scrambled)).isEqualTo(told);
        });
    }

    @Test
    void it_ends_as_life_did_and_keeps_the_first_source_for_ever() {
        Seeds.forAll(500, random -> {
            List<Observation> life = life(random, 1 + random.nextInt(12));
            List<Observation> adds = life.stream()
                    .filter(one -> one.kind() == Observation.Kind.ADDED)
                    .toList();
            Observation last = life.getLast();

            FollowHistory history = FollowHistory.of(life);

            assertThat(history.state().name())
                    .isEqualTo(
                            last.kind() == Observation.Kind.ADDED
                                    ? "FOLLOWING"
                                    : last.kind().name());
            assertThat(history.endedAt()).isEqualTo(last.kind() == Observation.Kind.ADDED ? null : last.at());
            assertThat(history.first()).isEqualTo(adds.getFirst().by());
            assertThat(history.firstAddedAt()).isEqualTo(adds.getFirst().at());
            assertThat(history.latest()).isEqualTo(adds.getLast().by());
            assertThat(history.addedAt()).isEqualTo(adds.getLast().at());
            assertThat(history.reopened()).isEqualTo(adds.size() - 1);
            assertThat(history.turns()).hasSameSizeAs(life);
        });
    }

    @Test
    void a_late_message_about_the_past_changes_the_past_only() {
        Observation added = Observation.added(START, new AddedBy(1, "poster"));
        Observation gone = Observation.deleted(Observation.Kind.DELETED_BY_CUSTOMER, START.plusSeconds(60));
        Observation back = Observation.added(START.plusSeconds(90), new AddedBy(1, "card"));

        FollowHistory before = FollowHistory.of(List.of(back));
        FollowHistory after = FollowHistory.of(List.of(back, gone, added));

        assertThat(before.first().state()).isEqualTo("card");
        assertThat(after.first().state()).isEqualTo("poster");
        assertThat(after.state()).isEqualTo(FollowState.FOLLOWING);
        assertThat(after.reopened()).isEqualTo(1);
        assertThat(after.turns())
                .extracting(FollowHistory.Turn::turning)
                .containsExactly(Turning.ADDED, Turning.DELETED_BY_CUSTOMER, Turning.REOPENED);
    }

    @Test
    void within_one_second_friends_part_before_they_meet_again_and_strangers_meet_before_they_part() {
        Observation added = Observation.added(START, new AddedBy(1, "a"));
        Instant moment = START.plusSeconds(60);
        Observation gone = Observation.deleted(Observation.Kind.DELETED_BY_STAFF, moment);
        Observation back = Observation.added(moment, new AddedBy(1, "b"));

        assertThat(FollowHistory.of(List.of(added, gone, back)).state()).isEqualTo(FollowState.FOLLOWING);
        assertThat(FollowHistory.of(List.of(gone, back)).state()).isEqualTo(FollowState.DELETED_BY_STAFF);
    }

    @Test
    void being_accepted_after_a_half_add_is_the_same_beginning() {
        Observation half = Observation.added(START, new AddedBy(0, "poster"));
        Observation accepted = Observation.added(START.plusSeconds(300), new AddedBy(1, "poster"));

        FollowHistory history = FollowHistory.of(List.of(half, accepted));

        assertThat(history.reopened()).isZero();
        assertThat(history.addedAt()).isEqualTo(START);
        assertThat(history.turns()).hasSize(1);
    }

    /** Adds and endings in turn, at different seconds, beginning with an add. */
    private static List<Observation> life(Random random, int length) {
        List<Observation> life = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < length; i++) {
            at = at.plusSeconds(1 + random.nextInt(100_000));
            Observation.Kind ending =
                    random.nextBoolean() ? Observation.Kind.DELETED_BY_CUSTOMER : Observation.Kind.DELETED_BY_STAFF;
            life.add(
                    i % 2 == 0
                            ? Observation.added(at, new AddedBy(1 + random.nextInt(6), "code" + i))
                            : Observation.deleted(ending, at));
        }
        return life;
    }
}
