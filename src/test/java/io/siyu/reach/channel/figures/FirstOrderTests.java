package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.reach.channel.Codes;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The first order after the add, in whatever order things are told. */
class FirstOrderTests extends CampaignFigures {

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
    void an_order_and_a_deletion_count_for_every_campaign_of_the_code() {
        String other = campaign + "x";
        Codes.Created both = code(guide, campaign, other);
        String person = people.person();
        people.add(guide, person, both);
        people.add(guide, people.person(), code);
        clock.advance(Duration.ofDays(1));
        people.buys(people.customerOf(person), "order", clock.instant(), 5900);
        people.leave(guide, person);
        Map<String, Figures> campaigns = rows.by(
                Dimension.CAMPAIGN,
                new Wanted(
                        first,
                        today(),
                        new Wanted.Narrowing(null, null, null, guide.value(), null),
                        settled().scope()));
        assertThat(campaigns).containsOnlyKeys(campaign, other);
        campaigns.forEach((name, figures) -> assertThat(figures)
                .as(name)
                .extracting(
                        Figures::adds, Figures::firstOrders, Figures::firstOrderFen, Figures::deletions, Figures::lost)
                .containsExactly(name.equals(campaign) ? 2L : 1L, 1L, 5900L, 1L, 1L));
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

    private CustomerId seen(Identity... keys) {
        return Objects.requireNonNull(transaction.execute(
                status -> customers.findOrCreate(List.of(keys), Profile.named("小王"), clock.instant())));
    }
}
