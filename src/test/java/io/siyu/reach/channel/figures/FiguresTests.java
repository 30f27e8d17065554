package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.stream.StreamCursors;
import io.siyu.gateway.wecom.Callback;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.acquisition.AddFixtures;
import io.siyu.reach.channel.figures.Wanted.Comparison;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** What codes bring, counted by whatever one likes, is always the same. */
@SiyuTest
@Import(MovableClock.class)
class FiguresTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    FigureRows rows;

    @Autowired
    FigureTable table;

    @Autowired
    OutcomeFollower follower;

    @Autowired
    GuideStores guideStores;

    @Autowired
    StreamCursors cursors;

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
    BrandZone zone;

    LiveCodeFixtures fixtures;
    AddFixtures people;
    String campaign = "";
    StaffId guide = new StaffId(1);
    Codes.Created code = new Codes.Created(0, "");
    LocalDate first = LocalDate.EPOCH;

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        people = new AddFixtures(context);
        campaign = RandomCode.letters(12);
        guide = fixtures.guides(1).getFirst();
        code = code(guide, campaign);
        first = today();
    }

    @Test
    void whatever_happens_every_dimension_adds_up_to_the_same() {
        Seeds.forAll(3, random -> {
            campaign = RandomCode.letters(12);
            first = today();
            List<StaffId> guides = fixtures.guides(2);
            List<StaffId> elsewhere = fixtures.guides(1);
            List<StaffId> all = List.of(guides.getFirst(), guides.getLast(), elsewhere.getFirst());
            List<Codes.Created> made = new ArrayList<>();
            all.forEach(one -> made.add(code(one, campaign)));
            made.add(code(guides.getFirst(), campaign, campaign + "2"));
            History history = new History(random, all, made);
            for (int step = 0; step < 60; step++) {
                history.step();
            }
            Figures total = total();
            assertThat(total.scans()).isEqualTo(history.scans);
            assertThat(total.adds()).isEqualTo(history.adds);
            assertThat(total.deletions()).isEqualTo(history.deletions);
            assertThat(total.lost()).isEqualTo(history.deletions);
            assertThat(total.firstOrders()).isEqualTo(history.buyers.size());
            assertThat(total.ordered()).isEqualTo(history.buyers.size());
            for (Dimension by :
                    List.of(Dimension.DAY, Dimension.CODE, Dimension.TEMPLATE, Dimension.STORE, Dimension.GUIDE)) {
                assertAddsUp(by, total);
            }
        });
    }

    private void assertAddsUp(Dimension by, Figures total) {
        List<ToLongFunction<Figures>> columns = List.of(
                Figures::scans,
                Figures::adds,
                Figures::deletions,
                Figures::buyers,
                Figures::firstOrders,
                Figures::firstOrderFen,
                Figures::lost,
                Figures::ordered,
                Figures::costFen);
        for (ToLongFunction<Figures> column : columns) {
            assertThat(rows.by(by, wanted()).values().stream().mapToLong(column).sum())
                    .as("%s", by)
                    .isEqualTo(column.applyAsLong(total));
        }
    }

    /** People come, leave and buy in any order, over some days. */
    private final class History {
        private final Random random;
        private final List<StaffId> guides;
        private final List<Codes.Created> made;
        private final List<String> friends = new ArrayList<>();
        private final List<StaffId> ofGuide = new ArrayList<>();
        private final Set<String> buyers = new HashSet<>();
        private long scans;
        private long adds;
        private long deletions;

        History(Random random, List<StaffId> guides, List<Codes.Created> made) {
            this.random = random;
            this.guides = guides;
            this.made = made;
        }

        void step() {
            clock.advance(Duration.ofMinutes(random.nextInt(1, 400)));
            int what = random.nextInt(10);
            if (what < 5) {
                come(random.nextInt(made.size()));
            } else if (what < 6) {
                people.scanned(made.get(random.nextInt(made.size())));
                scans++;
            } else if (!friends.isEmpty() && what < 8) {
                String buyer = friends.get(random.nextInt(friends.size()));
                people.buys(people.customerOf(buyer), "order", clock.instant(), random.nextInt(1, 90_000));
                buyers.add(buyer);
            } else if (!friends.isEmpty()) {
                int one = random.nextInt(friends.size());
                people.leave(ofGuide.get(one), friends.get(one));
                friends.remove(one);
                ofGuide.remove(one);
                deletions++;
            }
        }

        private void come(int which) {
            StaffId guide = guides.get(which % guides.size());
            String visitor = people.scanned(made.get(which));
            clock.advance(Duration.ofSeconds(random.nextInt(5, 300)));
            String person = people.person();
            people.add(guide, person, fixtures.stateOf(visitor));
            friends.add(person);
            ofGuide.add(guide);
            scans++;
            adds++;
        }
    }

    @Test
    void a_deletion_counts_on_its_day_and_against_the_adds_of_theirs() {
        String person = people.person();
        people.add(guide, person, code);
        clock.advance(Duration.ofDays(3));
        people.leave(guide, person);
        Map<String, Figures> days = rows.by(Dimension.DAY, wanted());
        assertThat(on(days, first))
                .extracting(Figures::adds, Figures::deletions, Figures::lost)
                .containsExactly(1L, 0L, 1L);
        assertThat(on(days, today()))
                .extracting(Figures::adds, Figures::deletions, Figures::lost)
                .containsExactly(0L, 1L, 0L);
        assertThat(total().net()).isZero();
    }

    @Test
    void a_day_ends_at_the_brands_midnight() {
        clock.setTo(zone.startOf(first.plusDays(1)).minusSeconds(1));
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofSeconds(1));
        people.add(guide, people.person(), code);
        Map<String, Figures> days = rows.by(Dimension.DAY, settled());
        assertThat(on(days, first).adds()).isEqualTo(1);
        assertThat(on(days, first.plusDays(1)).adds()).isEqualTo(1);
        assertThat(on(days, first).medianSeconds()).isZero();
    }

    @Test
    void the_median_is_of_those_whose_scan_is_known() {
        for (int seconds : List.of(10, 20, 300)) {
            String visitor = people.scanned(code);
            clock.advance(Duration.ofSeconds(seconds));
            String state = fixtures.stateOf(visitor);
            people.add(guide, people.person(), state);
            people.add(guide, people.person(), state);
        }
        assertThat(total().adds()).isEqualTo(6);
        assertThat(total().medianSeconds()).isEqualTo(20);
    }

    @Test
    void only_the_first_order_after_the_add_counts_and_once_for_each_person() {
        String person = people.person();
        CustomerId customer = people.customerOf(person);
        people.add(guide, person, code);
        clock.advance(Duration.ofDays(1));
        people.buys(customer, "order", clock.instant(), 5900);
        people.buys(customer, "order", clock.instant().plusSeconds(5), 1200);
        assertThat(total())
                .extracting(Figures::firstOrders, Figures::firstOrderFen, Figures::ordered, Figures::buyerOrders)
                .containsExactly(1L, 5900L, 1L, 0L);
    }

    @Test
    void an_earlier_order_told_later_takes_the_place_of_the_first() {
        String person = people.person();
        CustomerId customer = people.customerOf(person);
        people.add(guide, person, code);
        Instant added = clock.instant();
        clock.advance(Duration.ofDays(4));
        people.buys(customer, "order", clock.instant(), 5900);
        assertThat(on(rows.by(Dimension.DAY, settled()), today()).firstOrders()).isEqualTo(1);
        people.buys(customer, "tmall", added.plus(Duration.ofDays(2)), 800);
        Map<String, Figures> days = rows.by(Dimension.DAY, settled());
        assertThat(on(days, today()).firstOrders()).isZero();
        assertThat(on(days, first.plusDays(2)).firstOrderFen()).isEqualTo(800);
        assertThat(total()).extracting(Figures::firstOrders, Figures::ordered).containsExactly(1L, 1L);
    }

    @Test
    void an_order_told_before_its_late_add_counts_when_the_add_comes() {
        String person = people.person();
        String visitor = people.scanned(code);
        Callback late = people.callback("add_external_contact", guide, person, fixtures.stateOf(visitor));
        clock.advance(Duration.ofMinutes(5));
        people.buys(people.customerOf(person), "order", clock.instant(), 5900);
        assertThat(total().firstOrders()).isZero();
        people.runAdd(late);
        assertThat(total().firstOrders()).isEqualTo(1);
    }

    @Test
    void who_bought_before_is_a_buyer_among_the_adds_and_among_the_first_orders() {
        String person = people.person();
        people.buys(people.customerOf(person), "order", clock.instant().minus(Duration.ofDays(90)), 100);
        people.add(guide, person, code);
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofDays(1));
        people.buys(people.customerOf(person), "order", clock.instant(), 5900);
        assertThat(total())
                .extracting(Figures::adds, Figures::buyers, Figures::firstOrders, Figures::buyerOrders)
                .containsExactly(2L, 1L, 1L, 1L);
    }

    @Test
    void two_who_turn_out_to_be_one_do_not_order_first_again() {
        Identity shopper = Identity.openId("wxapp", "o" + RandomCode.letters(20));
        CustomerId older = seen(shopper);
        String person = people.person();
        people.add(guide, person, code);
        clock.advance(Duration.ofDays(1));
        people.buys(people.customerOf(person), "order", clock.instant(), 5900);
        assertThat(total().firstOrders()).isEqualTo(1);
        assertThat(seen(shopper, Identity.externalUserId(person))).isEqualTo(older);
        clock.advance(Duration.ofDays(1));
        people.buys(older, "order", clock.instant(), 700);
        assertThat(total())
                .extracting(Figures::firstOrders, Figures::firstOrderFen)
                .containsExactly(1L, 5900L);
    }

    @Test
    void what_a_guide_does_after_a_move_counts_for_the_new_store() {
        StoreId before = Objects.requireNonNull(staff.find(guide).orElseThrow().storeId());
        people.add(guide, people.person(), code);
        assertThat(total().adds()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        StoreId after = setup.createStore(RandomCode.letters(8), "另一家店", "华东");
        setup.assign(guide, after);
        people.add(guide, people.person(), code);
        people.add(guide, people.person(), code);
        Map<String, Figures> stores = rows.by(Dimension.STORE, settled());
        assertThat(Objects.requireNonNull(stores.get(before.toString())).adds()).isEqualTo(1);
        assertThat(Objects.requireNonNull(stores.get(after.toString())).adds()).isEqualTo(2);
        assertThat(rows.total(wanted(new DataScope.Stores(Set.of(after.value()))))
                        .adds())
                .isEqualTo(2);
        assertThat(rows.total(wanted(new DataScope.Own(guide.value()))).adds()).isEqualTo(3);
        assertThat(rows.total(wanted(new DataScope.Nothing()))).isEqualTo(Figures.NONE);
    }

    @Test
    void a_code_put_to_another_use_keeps_its_past_where_it_was() {
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofDays(1));
        codes.edit(code.id(), draft(guide, campaign + "x"));
        people.add(guide, people.person(), code);
        assertThat(total().adds()).isEqualTo(1);
        campaign = campaign + "x";
        assertThat(total().adds()).isEqualTo(1);
    }

    @Test
    void a_period_stands_beside_the_one_before_day_by_day() {
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofDays(7));
        people.add(guide, people.person(), code);
        people.add(guide, people.person(), code);
        Wanted wanted = new Wanted(today().minusDays(6), today(), narrowing(), new DataScope.All());
        settled();
        List<FigureTable.Line> lines = table.lines(Dimension.DAY, wanted, Comparison.PREVIOUS, "key,asc");
        assertThat(lines).hasSize(7);
        assertThat(lines.getLast().figures().adds()).isEqualTo(2);
        assertThat(Objects.requireNonNull(lines.getLast().before()).adds()).isEqualTo(1);
    }

    private CustomerId seen(Identity... keys) {
        return Objects.requireNonNull(transaction.execute(
                status -> customers.findOrCreate(List.of(keys), Profile.named("小王"), clock.instant())));
    }

    private static Figures on(Map<String, Figures> days, LocalDate day) {
        return days.getOrDefault(day.toString(), Figures.NONE);
    }

    private LocalDate today() {
        return zone.dateOf(clock.instant());
    }

    private Figures total() {
        return rows.total(settled());
    }

    /** As it is when everything told was taken. */
    private Wanted settled() {
        guideStores.workOnce();
        await().until(() -> cursors.advance(follower) == 0 && cursors.lag(follower) == 0);
        return wanted();
    }

    private Wanted wanted() {
        return wanted(new DataScope.All());
    }

    private Wanted wanted(DataScope scope) {
        return new Wanted(first.minusDays(1), today(), narrowing(), scope);
    }

    private Narrowing narrowing() {
        return new Narrowing(null, null, null, null, campaign);
    }

    private Codes.Created code(StaffId guide, String... campaigns) {
        return fixtures.made(draft(guide, campaigns));
    }

    private static CodeDraft draft(StaffId guide, String... campaigns) {
        return new CodeDraft(
                "门店立牌",
                List.of(new PoolMember(guide, 1, false)),
                null,
                Set.of(),
                "",
                WelcomePlan.NONE,
                true,
                null,
                AllocationRules.PLAIN,
                Afterlife.NONE,
                Set.of(campaigns));
    }
}
