package io.siyu.reach.channel.figures;

import io.siyu.foundation.scope.DataScope;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.figures.Cost.Kind;
import io.siyu.reach.channel.figures.Cost.Target;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A campaign with three guides of a store, and a month in the past to scatter adds over. */
@SiyuTest
@Import(MovableClock.class)
abstract class SpentCampaign {

    static final LocalDate START = LocalDate.of(2024, 2, 20);
    static final int DAYS = 30;

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

    void make() {
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

    static Cost.Draft draft(LocalDate from, LocalDate to, long fen, Target target, long id) {
        return new Cost.Draft(Kind.GIFT, from, to, fen, target, id, null, null);
    }

    void adds(long code, StaffId guide, LocalDate day, int adds) {
        jdbc.sql("insert into channel_day (code_id, staff_id, day, adds) values (:code, :staff, :day, :adds)")
                .param("code", code)
                .param("staff", guide.value())
                .param("day", day)
                .param("adds", adds)
                .update();
    }

    static long sumOf(Map<String, Figures> found) {
        return found.values().stream().mapToLong(Figures::costFen).sum();
    }

    static long costOf(Map<String, Figures> found, long id) {
        return found.getOrDefault(Long.toString(id), Figures.NONE).costFen();
    }

    Wanted wanted(LocalDate from, LocalDate to) {
        return new Wanted(from, to, new Narrowing(null, null, null, null, campaign), new DataScope.All());
    }

    Wanted ofCode() {
        Narrowing code = new Narrowing(codes.getFirst(), null, null, null, null);
        return new Wanted(START, START.plusDays(1), code, new DataScope.All());
    }

    Codes.Created code(StaffId guide) {
        return fixtures.made(LiveCodeFixtures.draft(guide, campaign));
    }
}
