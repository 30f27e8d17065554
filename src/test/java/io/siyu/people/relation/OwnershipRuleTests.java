package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.relation.OwnershipRule.Candidate;
import io.siyu.people.relation.OwnershipRule.Decision;
import io.siyu.people.relation.OwnershipRule.Decision.Give;
import io.siyu.people.relation.OwnershipRule.Decision.Stay;
import io.siyu.people.relation.OwnershipRule.Present;
import io.siyu.people.relation.OwnershipRule.Reason;
import io.siyu.shared.StaffId;
import io.siyu.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipRuleTests {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final StaffId LI = new StaffId(1);
    private static final StaffId WANG = new StaffId(2);

    private final OwnershipRule rule = new OwnershipRule(Duration.ofDays(30));

    @Test
    void the_first_to_add_owns() {
        assertThat(rule.decide(null, List.of(friend(WANG, 2), friend(LI, 5)), NOW))
                .isEqualTo(new Give(LI, Reason.FIRST_ADD));
    }

    @Test
    void an_owner_who_works_here_and_is_a_friend_stays_even_if_somebody_added_earlier() {
        Present present = new Present(WANG, true, Reason.FIRST_ADD, NOW.minus(Duration.ofDays(400)));
        assertThat(rule.decide(present, List.of(friend(WANG, 2), friend(LI, 5)), NOW))
                .isEqualTo(new Stay(null));
    }

    @Test
    void an_owner_whom_the_customer_deleted_stays_while_nobody_else_is_a_friend() {
        Present present = new Present(LI, true, Reason.FIRST_ADD, NOW.minus(Duration.ofDays(400)));
        assertThat(rule.decide(present, List.of(gone(LI, 400)), NOW)).isEqualTo(new Stay(null));
    }

    @Test
    void a_deleted_owner_keeps_the_customer_for_the_lock_days_and_is_asked_about_when_they_end() {
        List<Candidate> candidates = List.of(gone(LI, 10), friend(WANG, 2));
        Instant since = NOW.minus(Duration.ofDays(10));
        Present present = new Present(LI, true, Reason.FIRST_ADD, since);

        assertThat(rule.decide(present, candidates, NOW)).isEqualTo(new Stay(since.plus(Duration.ofDays(30))));
        assertThat(rule.decide(present, candidates, NOW.plus(Duration.ofDays(20))))
                .isEqualTo(new Give(WANG, Reason.OWNER_DELETED));
    }

    @Test
    void an_owner_who_left_hands_over_at_once_and_to_nobody_if_there_is_none() {
        Present present = new Present(LI, false, Reason.BY_HAND, NOW);
        assertThat(rule.decide(present, List.of(left(LI, 10), friend(WANG, 2)), NOW))
                .isEqualTo(new Give(WANG, Reason.OWNER_DEPARTED));
        assertThat(rule.decide(present, List.of(left(LI, 10)), NOW)).isEqualTo(new Give(null, Reason.NOBODY_LEFT));
    }

    @Test
    void an_operators_word_stands_against_friendships() {
        Present present = new Present(LI, true, Reason.BY_HAND, NOW.minus(Duration.ofDays(400)));
        assertThat(rule.decide(present, List.of(friend(WANG, 2)), NOW)).isEqualTo(new Stay(null));
    }

    @Test
    void nobody_is_ever_given_to_who_left_or_is_no_friend_and_the_answer_is_stable() {
        Seeds.forAll(1000, random -> {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 1; i <= random.nextInt(6); i++) {
                candidates.add(new Candidate(
                        new StaffId(i),
                        random.nextInt(3) > 0,
                        random.nextBoolean(),
                        NOW.minusSeconds(random.nextInt(99))));
            }
            StaffId owner = random.nextInt(4) == 0 ? null : new StaffId(1 + random.nextInt(7));
            Present present = new Present(
                    owner, random.nextBoolean(), Reason.FIRST_ADD, NOW.minusSeconds(random.nextInt(4_000_000)));

            Decision decision = rule.decide(random.nextInt(5) == 0 ? null : present, candidates, NOW);
            List<Candidate> shuffled = new ArrayList<>(candidates);
            Collections.shuffle(shuffled, random);

            if (decision instanceof Give(StaffId given, Reason reason) && given != null) {
                assertThat(candidates)
                        .filteredOn(candidate -> candidate.staff().equals(given))
                        .allMatch(candidate -> candidate.works() && candidate.friend());
                Present after = new Present(given, true, reason, NOW);
                assertThat(rule.decide(after, shuffled, NOW)).isEqualTo(new Stay(null));
            }
        });
    }

    private static Candidate friend(StaffId staff, int daysAgo) {
        return new Candidate(staff, true, true, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static Candidate gone(StaffId staff, int daysAgo) {
        return new Candidate(staff, true, false, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static Candidate left(StaffId staff, int daysAgo) {
        return new Candidate(staff, false, true, NOW.minus(Duration.ofDays(daysAgo)));
    }
}
