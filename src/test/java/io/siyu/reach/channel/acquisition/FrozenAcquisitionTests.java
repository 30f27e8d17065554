package io.siyu.reach.channel.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is known at the add is written once, and stays. */
@SiyuTest
@Import(MovableClock.class)
class FrozenAcquisitionTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    AcquisitionStep step;

    @Autowired
    Codes codes;

    @Autowired
    StaffDirectory staff;

    @Autowired
    StaffSetup setup;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    AddFixtures people;
    StaffId guide = new StaffId(1);
    StaffId colleague = new StaffId(2);
    Codes.Created code = new Codes.Created(0, "");

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        people = new AddFixtures(context);
        List<StaffId> guides = fixtures.guides(2);
        guide = guides.getFirst();
        colleague = guides.getLast();
        code = fixtures.made(LiveCodeFixtures.draft(guide, "双十一", "门店"));
    }

    @Test
    void the_row_keeps_code_store_campaigns_and_scan_as_they_were_at_that_moment() {
        StoreId store = Objects.requireNonNull(staff.find(guide).orElseThrow().storeId());
        String visitor = people.scanned(code);
        Instant scannedAt = clock.instant();
        clock.advance(Duration.ofSeconds(42));
        String external = people.person();
        people.add(guide, external, fixtures.stateOf(visitor));
        codes.edit(code.id(), LiveCodeFixtures.draft(guide, "春节"));
        setup.assign(guide, setup.createStore(RandomCode.letters(8), "另一家店", "华东"));
        Map<String, Object> row = only(external);
        assertThat(row)
                .containsEntry("code_id", code.id())
                .containsEntry("store_id", store.value())
                .containsEntry("campaigns", "{双十一,门店}")
                .containsEntry("seconds_from_scan", 42)
                .containsEntry("scanned", scannedAt.getEpochSecond())
                .containsEntry("known_as", people.customerOf(external).value())
                .containsEntry("first_id", null)
                .containsEntry("buyer_at", null);
    }

    @Test
    void a_later_code_names_the_acquisition_that_the_person_came_by_first() {
        String external = people.person();
        people.add(guide, external, code);
        Codes.Created other = fixtures.made(LiveCodeFixtures.draft(colleague));
        clock.advance(Duration.ofMinutes(1));
        people.add(colleague, external, other);
        List<Map<String, Object>> rows = rows(external);
        assertThat(rows).hasSize(2);
        assertThat(rows.getLast()).containsEntry("first_id", rows.getFirst().get("id"));
    }

    @Test
    void who_has_bought_before_is_a_buyer_where_and_since_when() {
        String external = people.person();
        Instant first = clock.instant().minus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);
        people.buys(people.customerOf(external), "order", clock.instant().minus(Duration.ofDays(3)), 900);
        people.buys(people.customerOf(external), "tmall", first, 5900);
        people.add(guide, external, code);
        assertThat(only(external)).containsEntry("buyer_at", "tmall").containsEntry("since", first.getEpochSecond());
    }

    @Test
    void an_order_between_the_add_and_its_late_callback_makes_nobody_a_buyer_before() {
        String external = people.person();
        Callback late =
                people.callback("add_external_contact", guide, external, fixtures.stateOf(people.scanned(code)));
        clock.advance(Duration.ofMinutes(30));
        people.buys(people.customerOf(external), "order", clock.instant(), 900);
        people.run(step, late);
        assertThat(only(external)).containsEntry("buyer_at", null);
    }

    @Test
    void what_becomes_known_later_does_not_rewrite_it() {
        String external = people.person();
        people.add(guide, external, code);
        people.buys(people.customerOf(external), "tmall", clock.instant().minus(Duration.ofDays(90)), 5900);
        people.add(guide, external, fixtures.stateOf(people.scanned(code)));
        assertThat(only(external)).containsEntry("buyer_at", null);
    }

    @Test
    void a_merge_moves_the_person_and_keeps_who_they_were_then() {
        Identity shopper = Identity.openId("wxapp", "o" + RandomCode.letters(20));
        CustomerId older = seen(shopper);
        String external = people.person();
        people.add(guide, external, code);
        long then = people.customerOf(external).value();
        CustomerId survivor = seen(shopper, Identity.externalUserId(external));
        assertThat(survivor).isEqualTo(older).isNotEqualTo(new CustomerId(then));
        assertThat(only(external)).containsEntry("known_as", then).containsEntry("customer_id", survivor.value());
    }

    private CustomerId seen(Identity... keys) {
        return Objects.requireNonNull(transaction.execute(
                status -> customers.findOrCreate(List.of(keys), Profile.named("小王"), clock.instant())));
    }

    @Test
    void two_callbacks_of_one_add_at_once_freeze_one_row() throws InterruptedException {
        String external = people.person();
        String state = fixtures.stateOf(people.scanned(code));
        Race.Finish<Boolean> finish = Race.of(8, i -> () -> {
            people.add(guide, external, state);
            return true;
        });
        assertThat(finish.failures()).isEmpty();
        assertThat(rows(external)).hasSize(1);
    }

    @Test
    void of_two_codes_at_once_just_one_is_the_first() throws InterruptedException {
        Codes.Created other = fixtures.made(LiveCodeFixtures.draft(colleague));
        String external = people.person();
        String one = fixtures.stateOf(people.scanned(code));
        String two = fixtures.stateOf(people.scanned(other));
        Race.Finish<Boolean> finish = Race.of(2, i -> () -> {
            people.add(i == 0 ? guide : colleague, external, i == 0 ? one : two);
            return true;
        });
        assertThat(finish.failures()).isEmpty();
        assertThat(rows(external)).hasSize(2);
        assertThat(rows(external).stream().filter(row -> row.get("first_id") == null))
                .hasSize(1);
    }

    private Map<String, Object> only(String external) {
        List<Map<String, Object>> rows = rows(external);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private List<Map<String, Object>> rows(String external) {
        return jdbc.sql("""
                select id, customer_id, known_as, first_id, code_id, store_id, campaigns::text as campaigns, seconds_from_scan,
                    extract(epoch from scanned_at)::bigint as scanned, buyer_at, extract(epoch from buyer_since)::bigint as since
                from channel_acquisition where customer_id = :customer order by at, id""")
                .param("customer", people.customerOf(external).value())
                .query()
                .listOfRows();
    }
}
