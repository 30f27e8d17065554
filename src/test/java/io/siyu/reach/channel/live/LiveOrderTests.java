package io.siyu.reach.channel.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.live.LiveFigures.Figures;
import io.siyu.reach.channel.live.LiveHand.Friend;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** Which orders a live session brought. */
@SiyuTest
@Import(MovableClock.class)
class LiveOrderTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    LiveHand hand;

    @BeforeEach
    void prepare() {
        hand = new LiveHand(context);
    }

    @Test
    void orders_count_from_the_start_and_from_who_takes_part_until_some_hours_after_the_end() {
        long session = hand.session(HOUR);
        Friend early = hand.reserved(session);
        hand.buys(early.customer(), 100);
        clock.advance(HOUR);
        Friend late = hand.friend();
        hand.buys(late.customer(), 200);
        hand.buys(early.customer(), 5900);
        clock.advance(Duration.ofMinutes(10));
        Friend joined = hand.joins(session);
        clock.advance(Duration.ofMinutes(10));
        String returned = hand.buys(joined.customer(), 700);
        hand.buys(late.customer(), 900);
        clock.advance(Duration.ofHours(25));
        hand.buys(early.customer(), 1100);
        hand.givesBack(joined.customer(), returned, 700);
        clock.advance(HOUR);
        hand.buys(early.customer(), 1300);
        assertThat(hand.figures(session))
                .extracting(
                        Figures::orders, Figures::amountFen, Figures::buyers, Figures::refunds, Figures::refundedFen)
                .containsExactly(3L, 7700L, 2L, 1L, 700L);
    }

    @Test
    void of_two_sessions_at_once_the_one_that_began_later_has_the_order() {
        long first = hand.session(HOUR);
        long second = hand.session(Duration.ofMinutes(90));
        Friend friend = hand.reserved(first);
        hand.reserves(friend.visitor(), second).expect(303);
        clock.advance(Duration.ofMinutes(70));
        hand.buys(friend.customer(), 100);
        clock.advance(Duration.ofMinutes(30));
        hand.buys(friend.customer(), 2000);
        assertThat(hand.figures(first).amountFen()).isEqualTo(100);
        assertThat(hand.figures(second).amountFen()).isEqualTo(2000);
    }

    @Test
    void an_order_that_is_told_before_the_add_counts_when_the_add_comes() {
        long session = hand.session(HOUR);
        clock.advance(HOUR);
        String visitor = hand.people.scanned(hand.codeOf(session));
        String external = hand.people.person();
        var add = hand.people.callback("add_external_contact", hand.guide, external, hand.fixtures.stateOf(visitor));
        clock.advance(Duration.ofMinutes(5));
        hand.buys(hand.people.customerOf(external), 300);
        clock.advance(Duration.ofMinutes(5));
        String returned = hand.buys(hand.people.customerOf(external), 40);
        hand.givesBack(hand.people.customerOf(external), returned, 40);
        clock.advance(Duration.ofMinutes(5));
        hand.buys(hand.people.customerOf(external), 5);
        assertThat(hand.figures(session).orders()).isZero();
        hand.people.runAdd(add);
        assertThat(hand.figures(session))
                .extracting(Figures::amountFen, Figures::refundedFen)
                .containsExactly(345L, 40L);
    }
}
