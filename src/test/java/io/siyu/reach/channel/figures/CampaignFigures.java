package io.siyu.reach.channel.figures;

import static org.awaitility.Awaitility.await;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.stream.StreamCursors;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.acquisition.AddFixtures;
import io.siyu.reach.channel.figures.Wanted.Narrowing;
import io.siyu.shared.BrandZone;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** One campaign with its guides and codes, counted apart from everything else in the database. */
@SiyuTest
@Import(MovableClock.class)
abstract class CampaignFigures {

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

    static Figures on(Map<String, Figures> days, LocalDate day) {
        return days.getOrDefault(day.toString(), Figures.NONE);
    }

    LocalDate today() {
        return zone.dateOf(clock.instant());
    }

    Figures total() {
        return rows.total(settled());
    }

    /** As it is when everything told was taken. */
    Wanted settled() {
        guideStores.workOnce();
        await().until(() -> cursors.advance(follower) == 0 && cursors.lag(follower) == 0);
        return wanted();
    }

    Wanted wanted() {
        return wanted(new DataScope.All());
    }

    Wanted wanted(DataScope scope) {
        return new Wanted(first.minusDays(1), today(), narrowing(), scope);
    }

    Narrowing narrowing() {
        return new Narrowing(null, null, null, null, campaign);
    }

    Codes.Created code(StaffId guide, String... campaigns) {
        return fixtures.made(LiveCodeFixtures.draft(guide, campaigns));
    }
}
