package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Guides with friends, here and at the platform, and handovers between them. */
final class HandoverFixtures {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T02:00:00Z");

    final SandboxPhones phones;
    final ConsoleClient console;
    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final StaffSetup staff;
    private final CustomerDirectory customers;
    private final Follows follows;
    private final TransactionTemplate transaction;

    HandoverFixtures(ApplicationContext context) {
        this.context = context;
        this.phones = new SandboxPhones(context);
        this.console = ConsoleClient.administrator(context);
        this.jdbc = context.getBean(JdbcClient.class);
        this.staff = context.getBean(StaffSetup.class);
        this.customers = context.getBean(CustomerDirectory.class);
        this.follows = context.getBean(Follows.class);
        this.transaction = context.getBean(TransactionTemplate.class);
    }

    record Guide(StaffId id, String userId) {}

    record Friend(CustomerId id, String externalUserId, long phone) {}

    StoreId store() {
        return staff.createStore("st" + RandomCode.letters(8), "门店", "华东");
    }

    Guide guide(String name, @Nullable StoreId store) {
        String userId = phones.member(name);
        return new Guide(staff.createStaff(userId, name, store), userId);
    }

    List<Friend> friends(Guide guide, int number) {
        List<Friend> all = new ArrayList<>();
        for (int from = 0; from < number; from += 500) {
            List<Map<String, String>> wanted = IntStream.range(from, Math.min(number, from + 500))
                    .mapToObj(i -> Map.of("name", "客户" + i, "userid", guide.userId(), "addedAt", LONG_AGO.toString()))
                    .toList();
            phones.post("admin/seed", Map.of("friends", wanted))
                    .expect(200)
                    .json()
                    .path("friends")
                    .valueStream()
                    .map(friend -> known(guide, friend))
                    .forEach(all::add);
        }
        return all;
    }

    private Friend known(Guide guide, JsonNode friend) {
        String external = friend.path("externalUserid").asString();
        CustomerId customer = transaction.execute(status -> {
            CustomerId made =
                    customers.findOrCreate(List.of(Identity.externalUserId(external)), Profile.named("客户"), LONG_AGO);
            follows.see(new Follows.Sighting(
                    made,
                    guide.id(),
                    new RelationKey(guide.userId(), external),
                    List.of(Observation.added(LONG_AGO, new AddedBy(1, null))),
                    null,
                    AddedBy.UNKNOWN,
                    null));
            return made;
        });
        assertThat(customer).isNotNull();
        return new Friend(customer, external, friend.path("phoneId").asLong());
    }

    /** A draft with a proposal; answers its id. */
    long draft(Guide from, boolean withGroups, Guide... takers) {
        return console.post(
                        "/api/admin/handovers",
                        Map.of(
                                "fromStaffId",
                                from.id().value(),
                                "takers",
                                List.of(takers).stream()
                                        .map(taker -> taker.id().value())
                                        .toList(),
                                "message",
                                "以后由我的同事照顾您",
                                "withGroups",
                                withGroups))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    long started(Guide from, Guide... takers) {
        long id = draft(from, false, takers);
        console.post("/api/admin/handovers/" + id + "/start", Map.of()).expect(204);
        return id;
    }

    JsonNode detail(long id) {
        return console.get("/api/admin/handovers/" + id).expect(200).json();
    }

    long count(long id, String state) {
        return detail(id).path("customers").path(state).asLong(0);
    }

    void awaitCount(long id, String state, long number) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(count(id, state)).as(state).isEqualTo(number));
    }

    /** Lets time pass: what could not be had at once is asked for again half a minute later. */
    void awaitDone(long id) {
        MovableClock clock = context.getBean(MovableClock.class);
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    JsonNode detail = detail(id);
                    boolean done =
                            detail.path("handover").path("state").asString().equals("DONE");
                    if (!done) {
                        clock.advance(Duration.ofSeconds(31));
                    }
                    assertThat(done).as("%s", detail).isTrue();
                });
    }

    void refuse(Friend friend) {
        String path = "phones/" + friend.phone() + "/transfers";
        phones.post(path + "/" + phones.items(path).getFirst().path("id").asLong() + "/refuse", null)
                .expect(204);
    }

    /** Every transfer that the platform was ever asked for by this employee, by customer. */
    List<String> askedAtThePlatform(Guide from) {
        return jdbc.sql("select external_userid from sandbox_transfer where handover_userid = :user order by id")
                .param("user", from.userId())
                .query(String.class)
                .list();
    }

    /** The friends of an employee as the platform has them. */
    List<String> friendsAtThePlatform(Guide guide) {
        return jdbc.sql("""
                select external_userid from sandbox_relation where userid = :user and ended_at is null
                order by external_userid""").param("user", guide.userId()).query(String.class).list();
    }

    /** The friends of an employee as we have them. */
    List<String> friendsHere(Guide guide) {
        return jdbc.sql("""
                select external_userid from relation_follow where staff_id = :staff and state = 'FOLLOWING'
                order by external_userid""")
                .param("staff", guide.id().value())
                .query(String.class)
                .list();
    }

    long owned(Guide guide) {
        return jdbc.sql("select count(*) from customer_customer where owner_staff_id = :staff")
                .param("staff", guide.id().value())
                .query(Long.class)
                .single();
    }
}
