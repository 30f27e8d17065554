package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Permission;
import io.siyu.foundation.transfer.Asked;
import io.siyu.people.staff.RoleScope;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.figures.Cost.Kind;
import io.siyu.reach.channel.figures.Cost.Target;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was spent comes to days, codes and guides to the fen. */
@SiyuTest
@Import(MovableClock.class)
class CostTests {

    private static final LocalDate START = LocalDate.of(2024, 2, 20);
    private static final int DAYS = 30;

    @Autowired
    ApplicationContext context;

    @Autowired
    FigureRows rows;

    @Autowired
    FigureExport export;

    @Autowired
    CostRows costs;

    @Autowired
    GuideStores guideStores;

    @Autowired
    StaffDirectory staff;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    String campaign = "";
    List<StaffId> guides = List.of();
    StoreId store = new StoreId(1);
    List<Long> codes = List.of();

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        make();
    }

    private void make() {
        campaign = RandomCode.letters(12);
        guides = fixtures.guides(3);
        store = Objects.requireNonNull(
                staff.find(guides.getFirst()).orElseThrow().storeId());
        guideStores.workOnce();
        List<Long> made = new ArrayList<>();
        guides.forEach(guide -> made.add(code(guide).id()));
        codes = made;
        jdbc.sql("update channel_code_campaign set since = :start where campaign = :campaign")
                .param("start", START)
                .param("campaign", campaign)
                .update();
    }

    @Test
    void not_a_fen_is_lost_or_made_however_costs_and_adds_fall() {
        Seeds.forAll(15, random -> {
            make();
            scatterAdds(random);
            Map<LocalDate, Long> expected = new HashMap<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                spread(spend(random), expected);
            }
            long sum = expected.values().stream().mapToLong(Long::longValue).sum();
            Wanted wanted = wanted(START, START.plusDays(DAYS - 1));
            assertThat(rows.total(wanted).costFen()).isEqualTo(sum);
            for (Dimension by : List.of(Dimension.CODE, Dimension.STORE, Dimension.GUIDE, Dimension.TEMPLATE)) {
                assertThat(sumOf(rows.by(by, wanted))).as("%s", by).isEqualTo(sum);
            }
            Map<String, Figures> days = rows.by(Dimension.DAY, wanted);
            expected.forEach((day, fen) -> assertThat(
                            days.getOrDefault(day.toString(), Figures.NONE).costFen())
                    .as("%s", day)
                    .isEqualTo(fen));
            LocalDate cut = START.plusDays(random.nextInt(1, DAYS));
            assertThat(rows.total(wanted(START, cut.minusDays(1))).costFen()
                            + rows.total(wanted(cut, START.plusDays(DAYS - 1))).costFen())
                    .as("two periods side by side")
                    .isEqualTo(sum);
        });
    }

    private void scatterAdds(Random random) {
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < codes.size(); i++) {
                if (random.nextInt(3) > 0) {
                    adds(codes.get(i), guides.get(i), START.plusDays(day), random.nextInt(0, 20));
                }
            }
        }
    }

    private Cost.Draft spend(Random random) {
        LocalDate from = START.plusDays(random.nextInt(DAYS));
        LocalDate to = from.plusDays(random.nextInt(DAYS));
        long fen = 1 + random.nextLong(random.nextBoolean() ? 100 : 90_000_000);
        boolean narrow = random.nextBoolean();
        Cost.Draft cost = narrow
                ? draft(from, to, fen, Target.CODE, codes.get(random.nextInt(codes.size())))
                : new Cost.Draft(Kind.MEDIA, from, to, fen, Target.CAMPAIGN, null, campaign, null);
        costs.insert(cost, clock.instant());
        return cost;
    }

    /** Told another way: day by day, what is left over the days that are left. */
    private static void spread(Cost.Draft cost, Map<LocalDate, Long> expected) {
        long days = cost.toDay().toEpochDay() - cost.fromDay().toEpochDay() + 1;
        long spent = 0;
        for (long day = 1; day <= days; day++) {
            long upto = Math.multiplyExact(cost.amountFen(), day) / days;
            LocalDate date = cost.fromDay().plusDays(day - 1);
            if (date.isBefore(START.plusDays(DAYS))) {
                expected.merge(date, upto - spent, Long::sum);
            }
            spent = upto;
        }
        assertThat(spent).isEqualTo(cost.amountFen());
    }

    @Test
    void a_day_is_shared_in_proportion_to_its_adds() {
        adds(codes.getFirst(), guides.getFirst(), START, 3);
        adds(codes.get(1), guides.get(1), START, 1);
        costs.insert(
                new Cost.Draft(Kind.MEDIA, START, START, 1001, Target.CAMPAIGN, null, campaign, null), clock.instant());
        Map<String, Figures> found = rows.by(Dimension.CODE, wanted(START, START));
        assertThat(costOf(found, codes.getFirst())).isEqualTo(750);
        assertThat(costOf(found, codes.get(1))).isEqualTo(251);
        assertThat(rows.total(wanted(START, START)).costPerAddFen()).isEqualTo(250);
    }

    @Test
    void a_day_without_adds_stays_with_what_it_was_spent_on() {
        costs.insert(draft(START, START, 700, Target.CODE, codes.getFirst()), clock.instant());
        Wanted wanted = wanted(START, START);
        assertThat(costOf(rows.by(Dimension.CODE, wanted), codes.getFirst())).isEqualTo(700);
        assertThat(rows.by(Dimension.GUIDE, wanted)).containsOnlyKeys("");
        assertThat(rows.total(wanted).costPerAddFen()).isNull();
    }

    @Test
    void a_stores_cost_goes_to_its_guides_and_only_who_sees_the_store_sees_it() {
        adds(codes.getFirst(), guides.getFirst(), START, 1);
        costs.insert(draft(START, START.plusDays(1), 1000, Target.STORE, store.value()), clock.instant());
        Narrowing here = new Narrowing(null, null, store.value(), null, null);
        Wanted mine = new Wanted(START, START.plusDays(1), here, new DataScope.Stores(Set.of(store.value())));
        Wanted others = new Wanted(START, START.plusDays(1), here, new DataScope.Stores(Set.of(999_999_999L)));
        assertThat(rows.total(mine).costFen()).isEqualTo(1000);
        assertThat(costOf(rows.by(Dimension.GUIDE, mine), guides.getFirst().value()))
                .isEqualTo(500);
        assertThat(rows.total(others)).isEqualTo(Figures.NONE);
    }

    @Test
    void a_correction_changes_the_figures_and_is_told_in_the_audit() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Map<String, Object> body = body(Target.CODE, codes.getFirst(), 5000);
        long id = console.post("/api/admin/channel-costs", body)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        body.put("amountFen", 6000);
        console.put("/api/admin/channel-costs/" + id, body).expect(204);
        assertThat(rows.total(ofCode()).costFen()).isEqualTo(6000);
        assertThat(console.get("/api/admin/audit?kind=channel-cost&id=" + id)
                        .expect(200)
                        .text())
                .contains("channel.cost.edit")
                .contains("6000")
                .contains("5000");
        console.delete("/api/admin/channel-costs/" + id).expect(204);
        assertThat(rows.total(ofCode())).isEqualTo(Figures.NONE);
        console.delete("/api/admin/channel-costs/" + id).expect(404);
    }

    @Test
    void what_makes_no_sense_is_refused_at_its_field() {
        ConsoleClient console = ConsoleClient.administrator(context);
        Map<String, Object> backwards = body(Target.CODE, codes.getFirst(), 1);
        backwards.put("toDay", "2024-01-01");
        assertThat(console.post("/api/admin/channel-costs", backwards)
                        .expect(400)
                        .text())
                .contains("toDay");
        assertThat(console.post("/api/admin/channel-costs", body(Target.CODE, 999_999_999L, 1))
                        .expect(400)
                        .text())
                .contains("targetId");
        assertThat(console.post("/api/admin/channel-costs", body(Target.CODE, codes.getFirst(), 0))
                        .expect(400)
                        .text())
                .contains("amountFen");
    }

    @Test
    void a_store_manager_enters_and_sees_the_costs_of_the_own_store_only() {
        ConsoleClient manager = ConsoleClient.with(
                context, RoleScope.STORE, guides.getFirst(), "channel.read", "channel.write", "transfer.export");
        ConsoleClient.administrator(context)
                .post("/api/admin/channel-costs", body(Target.CODE, codes.getFirst(), 4321))
                .expect(201);
        manager.post("/api/admin/channel-costs", body(Target.CODE, codes.getFirst(), 1))
                .expect(403);
        manager.post("/api/admin/channel-costs", body(Target.STORE, store.value(), 1234))
                .expect(201);
        assertThat(manager.get("/api/admin/channel-costs")
                        .expect(200)
                        .json()
                        .path("amountFen")
                        .asLong())
                .isEqualTo(1234);
        adds(codes.getFirst(), guides.getFirst(), START, 5);
        String asked = "/api/admin/channel-figures/summary?from=%s&to=%s&campaign=%s".formatted(START, START, campaign);
        assertThat(manager.get(asked)
                        .expect(200)
                        .json()
                        .path("total")
                        .path("adds")
                        .asLong())
                .isEqualTo(5);
        StaffId stranger = fixtures.guides(1).getFirst();
        assertThat(ConsoleClient.with(context, RoleScope.STORE, stranger, "channel.read")
                        .get(asked)
                        .expect(200)
                        .json()
                        .path("total")
                        .path("adds")
                        .asLong())
                .isZero();
    }

    @Test
    void the_file_says_what_the_page_says() {
        adds(codes.getFirst(), guides.getFirst(), START, 3);
        adds(codes.get(1), guides.get(1), START.plusDays(1), 4);
        costs.insert(draft(START, START, 999, Target.CODE, codes.getFirst()), clock.instant());
        Map<String, String> filters = Map.of(
                "from", START.toString(), "to", START.plusDays(1).toString(), "campaign", campaign, "by", "CODE");
        Operator who = new Operator(1, null, "all", Set.copyOf(Permission.ALL), new DataScope.All());
        Asked asked = new Asked(filters, who, Locale.SIMPLIFIED_CHINESE);
        var page = ConsoleClient.administrator(context)
                .get("/api/admin/channel-figures?by=CODE&from=%s&to=%s&campaign=%s"
                        .formatted(START, START.plusDays(1), campaign))
                .expect(200)
                .json();
        List<List<Object>> shown = new ArrayList<>();
        page.path("items")
                .forEach(row -> shown.add(List.of(
                        row.path("name").asString(),
                        row.path("figures").path("adds").asLong(),
                        row.path("figures").path("costFen").asLong())));
        assertThat(export.count(asked)).isEqualTo(2);
        assertThat(export.page(asked, null, 100).items())
                .extracting(cells -> List.of(
                        Objects.requireNonNull(cells.get(0)),
                        Objects.requireNonNull(cells.get(2)),
                        Objects.requireNonNull(cells.get(12))))
                .containsExactlyElementsOf(shown);
        assertThat(shown).containsExactly(List.of("门店立牌", 4L, 0L), List.of("门店立牌", 3L, 999L));
    }

    private static Map<String, Object> body(Target target, long id, long fen) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", "GIFT");
        body.put("fromDay", START.toString());
        body.put("toDay", START.plusDays(1).toString());
        body.put("amountFen", fen);
        body.put("target", target.name());
        body.put("targetId", id);
        return body;
    }

    private static Cost.Draft draft(LocalDate from, LocalDate to, long fen, Target target, long id) {
        return new Cost.Draft(Kind.GIFT, from, to, fen, target, id, null, null);
    }

    private void adds(long code, StaffId guide, LocalDate day, int adds) {
        jdbc.sql("insert into channel_day (code_id, staff_id, day, adds) values (:code, :staff, :day, :adds)")
                .param("code", code)
                .param("staff", guide.value())
                .param("day", day)
                .param("adds", adds)
                .update();
    }

    private static long sumOf(Map<String, Figures> found) {
        return found.values().stream().mapToLong(Figures::costFen).sum();
    }

    private static long costOf(Map<String, Figures> found, long id) {
        return found.getOrDefault(Long.toString(id), Figures.NONE).costFen();
    }

    private Wanted wanted(LocalDate from, LocalDate to) {
        return new Wanted(from, to, new Narrowing(null, null, null, null, campaign), new DataScope.All());
    }

    private Wanted ofCode() {
        Narrowing code = new Narrowing(codes.getFirst(), null, null, null, null);
        return new Wanted(START, START.plusDays(1), code, new DataScope.All());
    }

    private Codes.Created code(StaffId guide) {
        return fixtures.made(new CodeDraft(
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
                Set.of(campaign)));
    }
}
