package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a friendship when its callbacks come late, twice and in any order. */
@SiyuTest
class FollowCallbacksTests {

    @Autowired
    FollowCallbacks step;

    @Autowired
    Relations relations;

    @Autowired
    OwnershipHistory ownership;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    StaffSetup staff;

    @Autowired
    Timeline timeline;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    /** Now: an older friendship that the sandbox does not know would be found to have ended. */
    private Instant start = Instant.EPOCH;

    @BeforeEach
    void begin() {
        start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The platform's side of one customer and some employees. */
    private static final class Platform {
        private final String external = "wm" + RandomCode.letters(16);
        private final Map<String, io.siyu.gateway.wecom.Follow> follows = new HashMap<>();
        private final List<Map<String, String>> told = new ArrayList<>();

        void add(String user, Instant at, String state) {
            follows.put(user, new io.siyu.gateway.wecom.Follow(user, "", "", at, List.of(), 1, state, List.of()));
            tell("add_external_contact", user, at, state);
        }

        void delete(String user, Instant at, boolean byCustomer) {
            follows.remove(user);
            tell(byCustomer ? "del_follow_user" : "del_external_contact", user, at, null);
        }

        void tell(String change, String user, Instant at, @Nullable String state) {
            Map<String, String> fields = new HashMap<>(Map.of(
                    "Event", "change_external_contact",
                    "ChangeType", change,
                    "UserID", user,
                    "ExternalUserID", external,
                    "CreateTime", Long.toString(at.getEpochSecond())));
            if (state != null) {
                fields.put("State", state);
            }
            told.add(fields);
        }

        Optional<ExternalContact> contact() {
            return follows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ExternalContact(external, "周青", null, 1, 0, null, List.copyOf(follows.values())));
        }
    }

    @Test
    void callbacks_in_any_order_and_number_end_where_the_platform_is() {
        Seeds.forAll(25, random -> {
            Platform platform = new Platform();
            String user = "u" + RandomCode.letters(12);
            StaffId guide = staff.createStaff(user, "苏禾", null);
            int events = 1 + random.nextInt(7);
            Instant at = start;
            for (int i = 0; i < events; i++) {
                at = at.plusSeconds(10 + random.nextInt(9000));
                if (i % 2 == 0) {
                    platform.add(user, at, "code" + i);
                } else {
                    platform.delete(user, at, random.nextBoolean());
                }
            }
            List<Map<String, String>> deliveries = new ArrayList<>(platform.told);
            for (int i = random.nextInt(4); i > 0; i--) {
                deliveries.add(platform.told.get(random.nextInt(events)));
            }
            Collections.shuffle(deliveries, random);
            deliveries.forEach(fields -> take(platform, fields));

            Follow follow = relations.find(customer(platform), guide).orElseThrow();
            assertThat(follow.active()).isEqualTo(events % 2 == 1);
            assertThat(follow.first().state()).isEqualTo("code0");
            assertThat(follow.reopened()).isEqualTo((events + 1) / 2 - 1);
            assertThat(follow.latest().state()).isEqualTo("code" + (events - 1) / 2 * 2);
            assertThat(relations.followersOf(customer(platform)).contains(guide))
                    .isEqualTo(follow.active());
        });
    }

    @Test
    void in_order_each_turn_is_one_fact_on_the_timeline_however_often_it_is_told() {
        Platform platform = new Platform();
        String user = "u" + RandomCode.letters(12);
        staff.createStaff(user, "苏禾", null);
        platform.add(user, start, "poster");
        takeAll(platform, 3);
        platform.delete(user, start.plusSeconds(60), true);
        takeAll(platform, 2);
        platform.add(user, start.plusSeconds(120), "card");
        takeAll(platform, 2);

        assertThat(timeline.of(customer(platform), null, 50).items())
                .extracting(RecordedActivity::type)
                .filteredOn(type -> type.startsWith("follow."))
                .containsExactly("follow.reopened", "follow.deleted_by_customer", "follow.added");
    }

    @Test
    void an_edit_tells_of_a_friendship_whose_beginning_was_lost() {
        Platform platform = new Platform();
        String user = "u" + RandomCode.letters(12);
        StaffId guide = staff.createStaff(user, "苏禾", null);
        platform.add(user, start, "poster");
        platform.told.clear();
        platform.tell("edit_external_contact", user, start.plusSeconds(500), null);
        takeAll(platform, 1);

        Follow follow = relations.find(customer(platform), guide).orElseThrow();
        assertThat(follow.active()).isTrue();
        assertThat(follow.firstAddedAt()).isEqualTo(start);
        assertThat(follow.first()).isEqualTo(new AddedBy(1, "poster"));
    }

    @Test
    void a_half_add_that_the_platform_does_not_list_yet_is_a_friendship() {
        Platform platform = new Platform();
        String user = "u" + RandomCode.letters(12);
        StaffId guide = staff.createStaff(user, "苏禾", null);
        platform.tell("add_half_external_contact", user, start, "poster");
        takeAll(platform, 1);

        assertThat(relations.follows(guide, customer(platform))).isTrue();
    }

    @Test
    void the_first_to_add_owns_until_deleted_and_the_history_says_why() {
        Platform platform = new Platform();
        String first = "u" + RandomCode.letters(12);
        String second = "u" + RandomCode.letters(12);
        var store = staff.createStore("S" + RandomCode.letters(8), "徐家汇店", "华东");
        StaffId one = staff.createStaff(first, "苏禾", store);
        StaffId other = staff.createStaff(second, "林夕", store);
        platform.add(first, start, "a");
        platform.add(second, start.plusSeconds(60), "b");
        takeAll(platform, 1);
        assertThat(relations.ownerOf(customer(platform))).contains(one);
        assertThat(customers.card(customer(platform)).ownerStore()).isEqualTo(store);

        platform.delete(first, start.plus(Duration.ofDays(2)), true);
        takeAll(platform, 1);
        assertThat(relations.ownerOf(customer(platform))).contains(other);
        assertThat(ownership.of(customer(platform), Locale.ENGLISH))
                .extracting(OwnershipHistory.Entry::reasonCode)
                .containsExactly("OWNER_DELETED", "FIRST_ADD");

        platform.delete(second, start.plus(Duration.ofDays(3)), true);
        takeAll(platform, 1);
        assertThat(relations.ownerOf(customer(platform))).contains(other);
    }

    private void takeAll(Platform platform, int times) {
        for (int i = 0; i < times; i++) {
            platform.told.forEach(fields -> take(platform, fields));
        }
    }

    private void take(Platform platform, Map<String, String> fields) {
        Callback callback =
                new Callback(1, fields, start.plus(Duration.ofDays(9)), (external, atMost) -> platform.contact());
        assertThat(step.wants(callback)).isTrue();
        Runnable prepared = step.prepare(callback);
        transaction.executeWithoutResult(status -> prepared.run());
    }

    private CustomerId customer(Platform platform) {
        return customers.find(Identity.externalUserId(platform.external)).orElseThrow();
    }
}
