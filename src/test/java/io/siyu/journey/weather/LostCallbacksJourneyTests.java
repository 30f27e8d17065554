package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.journey.weather.ShopStories.Paid;
import io.siyu.journey.weather.WorkStories.Friendship;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.Relations;
import io.siyu.shared.CustomerId;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the platforms tell us comes twice, too late, or never. */
@SiyuTest
class LostCallbacksJourneyTests {

    @Autowired
    ApplicationContext context;

    Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(context);
    }

    @Test
    void a_friend_who_is_told_of_twice_is_one_friend_with_one_welcome() {
        Friendship story = new Friendship(scene, OutsideCall.CONTACT);
        on("callback:work", "DUPLICATE", story.external);
        story.begin();
        // The clock stands still: a welcome code lives twenty seconds.
        await().atMost(Scene.SOON).untilAsserted(story::verify);
        await().atMost(Scene.SOON).until(() -> delivered(story.external) == 2);
        story.verify();
    }

    @Test
    void a_beginning_that_is_told_after_the_end_does_not_begin_again() {
        Friendship story = new Friendship(scene, OutsideCall.CONTACT);
        on("callback:work", "REORDER", story.external);
        story.begin();
        scene.phones
                .delete("phones/" + story.phone + "/friends/" + story.guide.userId())
                .expect(204);
        soon(() -> assertThat(delivered(story.external)).isEqualTo(2));
        soon(() -> assertThat(scene.count(
                        "select count(*) from wecom_inbox where state = 'done' and relation like ?",
                        story.external + "%"))
                .isEqualTo(2));
        assertThat(scene.bean(Relations.class).follows(story.guide.id(), customer(story)))
                .isFalse();
        assertThat(scene.console
                        .get("/api/admin/customers/" + customer(story) + "/relations")
                        .expect(200)
                        .json()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_friend_of_whom_nothing_was_told_is_known_from_the_next_news() {
        Friendship story = new Friendship(scene, OutsideCall.CONTACT);
        on("callback:work", "LOSE", story.external);
        story.begin();
        scene.phones
                .patch("guides/" + story.guide.userId() + "/customers/" + story.external, Map.of("remark", "周姐"))
                .expect(200);
        soon(() -> assertThat(scene.bean(Relations.class).follows(story.guide.id(), customer(story)))
                .isTrue());
    }

    @Test
    void money_that_is_told_of_twice_came_once() {
        Paid story = new Paid(scene);
        on("callback:pay", "DUPLICATE", story.about());
        story.begin();
        soon(story::verify);
        assertThat(scene.count(
                        "select count(*) from payment_event where out_trade_no = ? and outcome = 'APPLIED'",
                        story.outTradeNo()))
                .isEqualTo(1);
    }

    @Test
    void money_that_is_told_of_after_it_was_given_back_stays_given_back() {
        Paid story = new Paid(scene);
        on("callback:pay", "REORDER", story.about());
        story.begin();
        // Asked for, since the news is held back: the clock must not move before it is known.
        scene.jdbc
                .sql("update payment_payment set next_check_at = created_at where out_trade_no = ?")
                .param(story.outTradeNo())
                .update();
        await().atMost(Scene.SOON).untilAsserted(story::verify);
        story.refund();
        soon(() -> story.verify("REFUNDED", "REFUND", Paid.PRICE_FEN));
        soon(() -> assertThat(delivered(story.outTradeNo())).isEqualTo(2));
        story.verify("REFUNDED", "REFUND", Paid.PRICE_FEN);
    }

    private void on(String path, String kind, String about) {
        scene.switchOn(Map.of("path", path, "kind", kind, "times", 1, "millis", 60_000), about);
    }

    private long delivered(String about) {
        return scene.count(
                "select count(*) from sandbox_delivery where state = 'DELIVERED' and plain like ?", "%" + about + "%");
    }

    private CustomerId customer(Friendship story) {
        return scene.bean(CustomerDirectory.class)
                .find(Identity.externalUserId(story.external))
                .orElseThrow(() -> new AssertionError("the customer is not known yet"));
    }

    private void soon(ThrowingRunnable holds) {
        await().atMost(Scene.SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            scene.letTimePass();
            holds.run();
        });
    }
}
