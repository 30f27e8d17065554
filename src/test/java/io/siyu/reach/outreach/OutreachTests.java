package io.siyu.reach.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.customer.Purpose;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SiyuTest
@Import(MovableClock.class)
class OutreachTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

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

    @Test
    void a_guide_is_not_sent_more_than_the_platform_delivers_and_gets_the_rest_one_by_one() {
        SandboxPhones phones = new SandboxPhones(context);
        String userId = phones.member("陈谷雨");
        context.getBean(StaffSetup.class).createStaff(userId, "陈谷雨", null);
        int many = TouchSender.AT_ONCE + 5;
        phones.post(
                        "admin/seed",
                        Map.of(
                                "callbacks",
                                true,
                                "friends",
                                IntStream.range(0, many)
                                        .mapToObj(i -> Map.of(
                                                "name",
                                                "客户" + i,
                                                "userid",
                                                userId,
                                                "addedAt",
                                                clock.instant().toString()))
                                        .toList()))
                .expect(200);
        await().atMost(SOON).until(() -> friendsOf(userId).size() == many);
        friendsOf(userId)
                .forEach(friend -> outreach.propose(new Touch(
                        friend, null, Purpose.SERVICE, Touch.Kind.GUIDE_TASK, "开播了", "预约过", "test:many:" + friend)));

        await().atMost(SOON).until(() -> duesOf(userId, "SENT").size() == TouchSender.AT_ONCE);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(duesOf(userId, "PLANNED"))
                        .hasSize(5)
                        .doesNotHaveDuplicates()
                        .allMatch(due -> due.isAfter(clock.instant())));
        clock.advance(Duration.ofSeconds(61));
        await().atMost(SOON).until(() -> duesOf(userId, "SENT").size() == many);
    }

    private List<CustomerId> friendsOf(String userId) {
        return jdbc.sql("""
                select f.customer_id from relation_follow f join staff_member m on m.id = f.staff_id
                where m.wecom_user_id = :userid""").param("userid", userId).query(Long.class).list().stream()
                .map(CustomerId::new)
                .toList();
    }

    private List<Instant> duesOf(String userId, String state) {
        return jdbc.sql("""
                select t.due_at from outreach_touch t join staff_member m on m.id = t.staff_id
                where m.wecom_user_id = :userid and t.state = :state""").param("userid", userId).param("state", state).query(OffsetDateTime.class).list().stream()
                .map(OffsetDateTime::toInstant)
                .toList();
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
