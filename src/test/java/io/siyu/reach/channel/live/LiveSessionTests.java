package io.siyu.reach.channel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.LiveDraft;
import io.siyu.reach.channel.LiveSessions;
import io.siyu.reach.channel.live.LiveFigures.Figures;
import io.siyu.reach.channel.live.LiveHand.Friend;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Who comes for a live session, what they are told, and what they buy. */
@SiyuTest
@Import(MovableClock.class)
class LiveSessionTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    LiveSessions sessions;

    @Autowired
    LiveRows rows;

    @Autowired
    LiveNews news;

    @Autowired
    LiveEnds ends;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    LiveHand hand;

    @BeforeEach
    void prepare() {
        hand = new LiveHand(context);
    }

    @Test
    void a_friend_reserves_on_the_page_and_a_stranger_by_becoming_one() {
        long session = hand.session(Duration.ofHours(3));
        String stranger = LiveCodeFixtures.visitor();
        assertThat(hand.opens(stranger, session).expect(200).text())
                .contains("秋茶上新", "直播预告", "/c/" + hand.codeOf(session).code())
                .doesNotContain("<form");
        assertThat(hand.reserves(stranger, session).expect(409).text()).contains("请先添加导购");
        Friend friend = hand.friend();
        assertThat(hand.opens(friend.visitor(), session).expect(200).text()).contains("<form", "预约提醒");
        hand.reserves(friend.visitor(), session).expect(303);
        hand.reserves(friend.visitor(), session).expect(303);
        assertThat(hand.opens(friend.visitor(), session).expect(200).text())
                .contains("已预约")
                .doesNotContain("<form");
        hand.joins(session);
        assertThat(hand.figures(session))
                .extracting(Figures::opens, Figures::scans, Figures::reserved, Figures::added)
                .containsExactly(2L, 1L, 2L, 1L);
    }

    @Test
    void the_page_says_where_the_session_stands_and_an_unknown_one_shows_what_the_brand_set() {
        long session = hand.session(HOUR);
        Friend friend = hand.friend();
        clock.advance(HOUR);
        assertThat(hand.opens(friend.visitor(), session).text()).contains("直播中", "https://example.com/live");
        hand.reserves(friend.visitor(), session).expect(409);
        sessions.end(session);
        assertThat(hand.opens(friend.visitor(), session).text())
                .contains("已结束", "/c/" + hand.codeOf(session).code())
                .doesNotContain("https://example.com/live");
        assertThat(ConsoleClient.anonymous(context).get("/c/l/nothinghere").text())
                .contains("活动已结束", "<main>");
    }

    @Test
    void who_scans_its_code_sees_the_session_they_come_for() {
        long session = hand.session(HOUR);
        // What the page shows may be five seconds old.
        clock.advance(Duration.ofSeconds(5));
        String visitor = LiveCodeFixtures.visitor();
        ConsoleClient browser = ConsoleClient.anonymous(context);
        browser.setCookie("siyu_v", visitor);
        String code = "/c/" + hand.codeOf(session).code();
        assertThat(browser.get(code).text()).contains("直播「秋茶上新」", "加上导购就算预约");
        ConsoleClient known = ConsoleClient.anonymous(context);
        known.setCookie("siyu_v", hand.friend().visitor());
        assertThat(known.get(code).text()).contains("预约提醒", "href=\"" + hand.path(session) + "\"");
        clock.advance(HOUR);
        assertThat(browser.get(code).text()).contains("正在直播「秋茶上新」", "进入直播间");
        clock.advance(Duration.ofHours(2));
        assertThat(browser.get(code).text()).doesNotContain("秋茶上新");
    }

    @Test
    void everybody_who_reserved_is_told_once_however_many_tell_at_once() throws InterruptedException {
        long session = hand.session(Duration.ofHours(2));
        IntStream.range(0, 5).forEach(i -> hand.reserved(session));
        hand.joins(session);
        hand.settle();
        news.workOnce();
        assertThat(hand.touches(session)).isEmpty();
        clock.advance(Duration.ofMinutes(90));
        Race.of(2, i -> news::workOnce);
        await().until(() -> hand.figures(session).told() == 6);
        assertThat(hand.touches(session))
                .hasSize(6)
                .allMatch(text -> text.matches("小王，秋茶上新 \\d+ 月 \\d+ 日 \\d\\d:\\d\\d 开播"));
        news.workOnce();
        hand.joins(session);
        assertThat(told(session, 7)).hasSize(7);
    }

    @Test
    void a_start_that_is_moved_is_told_again_and_the_old_one_no_more() {
        LiveDraft draft = hand.draft(Duration.ofHours(2), HOUR);
        long session = hand.session(draft);
        hand.reserved(session);
        clock.advance(Duration.ofMinutes(95));
        assertThat(told(session, 1)).hasSize(1);
        sessions.edit(session, moved(draft, Duration.ofHours(2)));
        news.workOnce();
        assertThat(hand.touches(session)).hasSize(1);
        clock.advance(Duration.ofHours(2));
        assertThat(told(session, 2)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void who_reserved_is_told_that_there_will_be_none_and_nobody_of_a_start() {
        long session = hand.session(Duration.ofHours(2));
        hand.reserved(session);
        sessions.cancel(session, "{客户昵称}，{直播标题} 不播了，抱歉");
        assertThat(told(session, 1)).containsExactly("小王，秋茶上新 不播了，抱歉");
        clock.advance(Duration.ofHours(2));
        news.workOnce();
        assertThat(hand.touches(session)).hasSize(1);
        assertThat(hand.opens(LiveCodeFixtures.visitor(), session).text()).contains("已取消");
        long silent = hand.session(HOUR);
        hand.reserved(silent);
        sessions.cancel(silent, " ");
        news.workOnce();
        assertThat(hand.touches(silent)).isEmpty();
    }

    @Test
    void a_reminder_that_no_guide_passed_on_is_taken_back_when_its_session_is_moved_or_off() {
        LiveDraft draft = hand.draft(HOUR, HOUR);
        long moved = hand.session(draft);
        long off = hand.session(draft);
        hand.reserved(moved);
        hand.reserved(off);
        clock.advance(Duration.ofMinutes(35));
        told(moved, 1);
        told(off, 1);
        sessions.edit(moved, moved(draft, Duration.ofHours(2)));
        sessions.cancel(off, null);
        await().until(() -> hand.openTouches(moved) == 0 && hand.openTouches(off) == 0);
        assertThat(hand.figures(moved).heldBack()).isEqualTo(1);
        sessions.edit(moved, draft);
        assertThat(told(moved, 2)).hasSize(2);
        assertThat(hand.openTouches(moved)).isEqualTo(1);
        assertThat(hand.figures(moved).heldBack()).isZero();
    }

    @Test
    void who_could_only_be_told_after_the_end_is_not_told_and_it_is_said_why() {
        // From 21:00 on nobody is reached: half an hour before 21:15 it is not quiet yet, before 21:45 it is.
        long early = hand.session(Duration.ofMinutes(11 * 60 + 15));
        long late = hand.session(Duration.ofMinutes(11 * 60 + 45));
        hand.reserved(early);
        hand.reserved(late);
        clock.advance(Duration.ofMinutes(10 * 60 + 46));
        assertThat(told(early, 1)).hasSize(1);
        clock.advance(Duration.ofMinutes(30));
        await().until(() -> {
            news.workOnce();
            return hand.figures(late).heldBack() == 1;
        });
        assertThat(hand.touches(late)).isEmpty();
        JsonNode detail = ConsoleClient.administrator(context)
                .get("/api/admin/live-sessions/" + late)
                .expect(200)
                .json();
        assertThat(detail.path("notTold").path(0).path("why").asString()).contains("免打扰");
    }

    @Test
    void each_guest_learns_once_that_it_is_over_and_a_cancelled_one_is_never_over() throws InterruptedException {
        long session = hand.session(HOUR);
        long off = hand.session(HOUR);
        Friend friend = hand.reserved(session);
        hand.reserves(friend.visitor(), off).expect(303);
        sessions.cancel(off, null);
        clock.advance(HOUR);
        hand.joins(session);
        hand.settle();
        assertThat(over(session)).isZero();
        sessions.end(session);
        Race.of(2, i -> ends::workOnce);
        await().until(() -> {
            ends.workOnce();
            return over(session) == 2;
        });
        clock.advance(HOUR);
        hand.joins(session);
        hand.settle();
        await().until(() -> {
            ends.workOnce();
            return over(session) == 3;
        });
        assertThat(over(off)).isZero();
    }

    @Test
    void two_who_turn_out_to_be_one_take_part_once() {
        long session = hand.session(HOUR);
        Identity shopper = Identity.openId("wxapp", "o" + RandomCode.letters(20));
        CustomerId older = seen(shopper);
        Friend friend = hand.reserved(session);
        transaction.executeWithoutResult(status -> context.getBean(LiveGuests.class)
                .reserve(rows.require(session), customers.hold(older), hand.guide, clock.instant()));
        assertThat(hand.figures(session).reserved()).isEqualTo(2);
        clock.advance(HOUR);
        hand.buys(friend.customer(), 500);
        hand.settle();
        assertThat(seen(shopper, Identity.externalUserId(friend.external()))).isEqualTo(older);
        assertThat(hand.figures(session))
                .extracting(Figures::reserved, Figures::buyers, Figures::amountFen)
                .containsExactly(1L, 1L, 500L);
        hand.buys(older, 70);
        assertThat(hand.figures(session))
                .extracting(Figures::buyers, Figures::amountFen)
                .containsExactly(1L, 570L);
    }

    private List<String> told(long session, int people) {
        await().until(() -> {
            hand.settle();
            news.workOnce();
            return hand.touches(session).size() >= people;
        });
        return hand.touches(session);
    }

    private long over(long session) {
        return jdbc.sql("select count(*) from timeline_activity where source = 'channel' and source_key like :key")
                .param("key", "live-over:" + session + ":%")
                .query(Long.class)
                .single();
    }

    private CustomerId seen(Identity... keys) {
        return Objects.requireNonNull(transaction.execute(
                status -> customers.findOrCreate(List.of(keys), Profile.named("小王"), clock.instant())));
    }

    private static LiveDraft moved(LiveDraft draft, Duration by) {
        return LiveRefusalTests.moved(draft, by, draft.orderHours());
    }
}
