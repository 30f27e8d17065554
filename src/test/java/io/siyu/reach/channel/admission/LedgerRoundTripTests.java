package io.siyu.reach.channel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.admission.DecisionViews.DecisionRow;
import io.siyu.reach.channel.admission.DecisionViews.Told;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Candidate;
import io.siyu.reach.channel.allocation.Candidate.Presence;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.allocation.Decision.Exclusion;
import io.siyu.reach.channel.allocation.Decision.Reason;
import io.siyu.reach.channel.allocation.Owner;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was decided is what the ledger tells: the same reasons, the same guides passed over, the same words. */
@SiyuTest
@Import(MovableClock.class)
class LedgerRoundTripTests {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 2, 12, 0);
    private static final AllocationRules NIGHTS = new AllocationRules(
            Sticky.DEFAULT,
            List.of(new Shift(
                    "夜班",
                    null,
                    null,
                    List.of(new Window(Set.of(DayOfWeek.values()), LocalTime.of(22, 0), LocalTime.of(8, 0))))),
            List.of());
    private static final int MORE = 20;

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    BrandZone zone;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerReader reader;

    @Autowired
    DecisionViews views;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_decision_is_read_as_it_was_made_whatever_its_reasons() {
        LiveCodeFixtures fixtures = new LiveCodeFixtures(context);
        List<StaffId> guides = fixtures.guides(7);
        Seeds.forAll(10, random -> {
            LiveCode code = context.getBean(CodeRows.class)
                    .require(fixtures.code(guides, null, Set.of()).id());
            List<Decision> made = decisions(guides, code.id(), random);
            write(code, made);
            List<Told> told = reader.page(code.id(), new LedgerReader.Filter(null, null, null), null, made.size() + 1)
                    .reversed();
            LocalDate today = zone.dateOf(clock.instant());
            assertThat(reader.day(code.id(), today, made.size() + 1)).isEqualTo(told);
            List<Told> wanted = made.stream()
                    .map(one -> Told.of(one, clock.instant(), Allocation.seed(code.id(), today)))
                    .toList();
            assertThat(told)
                    .usingRecursiveComparison()
                    .ignoringFields("id", "version")
                    .isEqualTo(wanted);
            assertThat(told).allMatch(one -> Integer.valueOf(code.version()).equals(one.version()));
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                assertSameWords(views.rows(told, locale), views.rows(wanted, locale));
            }
            assertFilters(code, told);
        });
    }

    private static void assertSameWords(List<DecisionRow> told, List<DecisionRow> wanted) {
        assertThat(told)
                .usingRecursiveComparison()
                .ignoringFields("id", "version")
                .isEqualTo(wanted);
        assertThat(told).allSatisfy(row -> assertThat(row.toString()).doesNotContain("channel."));
    }

    private void assertFilters(LiveCode code, List<Told> told) {
        for (Reason reason : Reason.values()) {
            assertThat(reader.page(code.id(), new LedgerReader.Filter(null, reason.name(), null), null, 1000))
                    .isNotEmpty()
                    .containsExactlyElementsOf(newest(told, one -> one.reason().equals(reason.name())));
        }
        assertThat(reader.page(code.id(), new LedgerReader.Filter(0L, null, null), null, 1000))
                .containsExactlyElementsOf(newest(told, one -> one.staffId() == null));
    }

    private static List<Told> newest(List<Told> told, Predicate<Told> which) {
        return told.reversed().stream().filter(which).toList();
    }

    private void write(LiveCode code, List<Decision> decisions) {
        long state = jdbc.sql("select min(id) from channel_state where code_id = :code")
                .param("code", code.id())
                .query(Long.class)
                .single();
        List<Ledger.Entry> entries = decisions.stream()
                .map(one -> new Ledger.Entry(
                        code,
                        new Ask(code.code(), LiveCodeFixtures.visitor()),
                        one,
                        one.guide().isEmpty() ? null : new ContactClaims.Way(state, "", false)))
                .toList();
        Map<Ask, Long> scans =
                transaction.execute(status -> ledger.write(entries, zone.dateOf(clock.instant()), clock.instant()));
        assertThat(scans).hasSize(decisions.size());
    }

    /** At least one of every reason, and one for everything that can be said of a guide who was passed over; in any order. */
    private static List<Decision> decisions(List<StaffId> guides, long code, Random random) {
        List<Predicate<Decision>> wanted = new ArrayList<>();
        Arrays.stream(Reason.values()).forEach(reason -> wanted.add(one -> one.reason() == reason));
        Arrays.stream(Exclusion.values()).forEach(why -> wanted.add(one -> says(one, why)));
        wanted.addAll(Collections.nCopies(MORE, one -> true));
        Collections.shuffle(wanted, random);
        return wanted.stream()
                .map(which -> Stream.generate(() -> decision(guides, code, random))
                        .filter(which)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static boolean says(Decision decision, Exclusion why) {
        return decision.ownerNote() == why || decision.excluded().stream().anyMatch(one -> one.why() == why);
    }

    private static Decision decision(List<StaffId> guides, long code, Random random) {
        List<StaffId> some = new ArrayList<>(guides);
        Collections.shuffle(some, random);
        List<Candidate> pool = some.subList(0, 1 + random.nextInt(some.size() - 1)).stream()
                .map(one -> candidate(one, random))
                .toList();
        Map<StaffId, Count> counts = new HashMap<>();
        some.forEach(one ->
                counts.put(one, new Count(random.nextInt(5), random.nextInt(3), random.nextInt(3), random.nextInt(9))));
        return Allocation.allocate(
                pool, counts, owner(some.getLast(), random), NOON, Allocation.seed(code, NOON.toLocalDate()));
    }

    private static @Nullable Owner owner(StaffId guide, Random random) {
        if (random.nextInt(3) == 0) {
            return null;
        }
        Sticky rule = new Sticky(
                random.nextInt(4) > 0, random.nextBoolean() ? 30 : null, random.nextBoolean(), random.nextBoolean());
        return new Owner(candidate(guide, random), NOON.minusDays(random.nextInt(60)), rule);
    }

    private static Candidate candidate(StaffId guide, Random random) {
        return new Candidate(
                guide,
                1 + random.nextInt(4),
                random.nextInt(3) == 0,
                random.nextBoolean() ? Presence.AVAILABLE : Presence.values()[random.nextInt(4)],
                random.nextInt(4) > 0,
                random.nextInt(4) > 0 ? Schedule.ALWAYS : Schedule.of(NIGHTS, Set.of("夜班"), guide),
                random.nextBoolean() ? 2 : null,
                random.nextBoolean() ? 6 : null);
    }
}
