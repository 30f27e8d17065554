package io.siyu.reach.channel.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.reach.channel.CardBatches;
import io.siyu.reach.channel.LandingHook;
import io.siyu.reach.channel.card.CardHand.Shopper;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps behind a card and a live code: friend, member card, gift, and what higher floors offer. */
@SiyuTest
@Import({StepPageTests.Draw.class, StepPageTests.Broken.class})
class StepPageTests {

    private static final AtomicLong CODE = new AtomicLong();

    @Autowired
    ApplicationContext context;

    CardHand hand;

    @BeforeEach
    void prepare() {
        hand = new CardHand(context);
        CODE.set(hand.code.id());
    }

    @AfterEach
    void forget() {
        CODE.set(0);
    }

    /** A draw for friends of one live code: closed to strangers, open to who used up a card, drawn by who told the order. */
    static class Draw implements LandingHook {

        @Override
        public Optional<Step> step(Guest guest) {
            if (guest.codeId() != CODE.get()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Step("一分钱<抽奖>", "人人有奖", stateOf(guest), new Link("去抽奖", "https://draw.example/1?a=1&b=2")));
        }

        private static State stateOf(Guest guest) {
            Card card = guest.card();
            if (guest.customer() == null || card == null || !guest.customer().equals(card.owner())) {
                return State.LOCKED;
            }
            return card.orderNo() == null ? State.OPEN : State.DONE;
        }
    }

    static class Broken implements LandingHook {

        @Override
        public Optional<Step> step(Guest guest) {
            throw new IllegalStateException("no database");
        }
    }

    @Test
    void what_higher_floors_offer_follows_the_guest_and_who_of_them_throws_costs_nobody_the_page() {
        int batch = hand.batch(10, true, null);
        String path = hand.path(batch, 1);
        Shopper shopper = hand.shopper();
        assertThat(shopper.opens(path))
                .contains("添加专属导购", "<li class=\"locked\" data-n=\"3\"><h2>一分钱&lt;抽奖&gt;</h2>")
                .doesNotContain("draw.example");
        shopper.adds();
        assertThat(shopper.opens(path))
                .contains(
                        "<li class=\"open\" data-n=\"3\"><h2>一分钱",
                        "href=\"https://draw.example/1?a=1&amp;b=2\"",
                        "去抽奖");
        shopper.tells(path, RandomCode.digits(16)).expect(303);
        assertThat(shopper.opens(path))
                .contains("<li class=\"done\" data-n=\"3\"><h2>一分钱")
                .doesNotContain("draw.example");
        assertThat(hand.shopper().opens("/c/" + hand.code.code()))
                .contains("<strong>一分钱&lt;抽奖&gt;</strong>")
                .doesNotContain("draw.example");
    }

    @Test
    void the_gift_waits_for_friend_and_member_card_one_after_the_other() {
        int batch = context.getBean(CardBatches.class).create(hand.memberDraft(10, hand.coupon(100)));
        String path = hand.path(batch, 1);
        Shopper shopper = hand.shopper();
        assertThat(shopper.opens(path))
                .contains(
                        "<li class=\"open\" data-n=\"1\"><h2>添加专属导购",
                        "<li class=\"locked\" data-n=\"2\"><h2>开通会员卡",
                        "<li class=\"locked\" data-n=\"3\"><h2>领取礼品")
                .doesNotContain("member.example");
        shopper.adds();
        assertThat(shopper.opens(path))
                .contains(
                        "<li class=\"done\" data-n=\"1\">",
                        "<li class=\"open\" data-n=\"2\">",
                        "https://member.example/join",
                        "<li class=\"locked\" data-n=\"3\">");
        assertThat(shopper.takes(path).expect(409).text()).contains("还有步骤没有完成");
        becomesMember(shopper);
        assertThat(shopper.opens(path)).contains("<li class=\"done\" data-n=\"2\">", "领取</button>");
        shopper.takes(path).expect(303);
        assertThat(shopper.opens(path)).contains("<li class=\"done\" data-n=\"3\">", "已经放进你的券包");
    }

    private void becomesMember(Shopper shopper) {
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> context.getBean(CustomerDirectory.class)
                        .findOrCreate(
                                List.of(
                                        Identity.externalUserId(shopper.external),
                                        Identity.phone("138" + RandomCode.digits(8))),
                                Profile.named("小王"),
                                context.getBean(Clock.class).instant()));
    }
}
