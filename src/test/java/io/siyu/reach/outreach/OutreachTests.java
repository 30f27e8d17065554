package io.siyu.reach.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.customer.Purpose;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

@SiyuTest
@Import(MovableClock.class)
class OutreachTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Autowired
    Outreach outreach;

    @Autowired
    PolicySettings policy;

    @Autowired
    TouchViews views;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Test
    void of_fifty_who_want_the_days_places_as_many_get_one_as_there_are() throws Exception {
        CustomerId customer = customer();
        List<Future<Boolean>> wishes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                wishes.add(threads.submit(() -> policy.reserve(customer, DAY, 3)));
            }
        }
        long granted = 0;
        for (Future<Boolean> wish : wishes) {
            granted += wish.get() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(3);
        policy.giveBack(customer, DAY);
        assertThat(policy.reserve(customer, DAY, 3)).isTrue();
        assertThat(policy.reserve(customer, DAY, 3)).isFalse();
    }

    @Test
    void a_wish_that_is_held_back_is_recorded_with_its_reason_and_gets_the_same_answer_again() {
        CustomerId customer = customer();
        Touch wish =
                new Touch(customer, null, Purpose.MARKETING, Touch.Kind.GUIDE_TASK, "新品到店", "上新", "test:" + customer);
        TouchResult first = outreach.propose(wish);
        assertThat(first)
                .isInstanceOfSatisfying(
                        TouchResult.Suppressed.class,
                        held -> assertThat(held.reason()).isEqualTo("outreach.suppressed.not_followed"));
        assertThat(outreach.propose(wish)).isEqualTo(first);
        var rows =
                views.ofCustomer(customer, null, 10, Locale.SIMPLIFIED_CHINESE).items();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().why()).contains("好友");
    }

    private CustomerId customer() {
        CustomerId made = transaction.execute(status -> customers.findOrCreate(
                List.of(Identity.externalUserId("wm" + RandomCode.letters(20))), Profile.named("小王"), clock.instant()));
        if (made == null) {
            throw new IllegalStateException("nobody was made");
        }
        return made;
    }
}
