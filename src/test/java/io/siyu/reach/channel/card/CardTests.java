package io.siyu.reach.channel.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.card.CardHand.Shopper;
import io.siyu.shared.RandomCode;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
@Import(MovableClock.class)
class CardTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    CardHand hand;

    @BeforeEach
    void prepare() {
        hand = new CardHand(context);
    }

    @Test
    void a_scan_knows_its_card_and_shows_the_guide_and_the_steps() {
        int batch = hand.batch(100);
        String page = hand.shopper().opens(hand.path(batch, 42));
        assertThat(page).contains("扫码有礼", "添加专属导购", "长按识别二维码，添加导购0为好友", "试饮装一份");
        assertThat(scanned(batch)).containsExactly(42);
        assertThat(jdbc.sql("""
                select count(*) from channel_card_scan s join channel_scan c on c.id = s.scan_id
                where s.batch_id = :batch and c.code_id = :code""")
                        .param("batch", batch)
                        .param("code", hand.code.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void who_opens_a_card_before_its_codes_ways_are_made_waits_and_has_not_opened_it_yet() {
        int batch = hand.batch(100);
        jdbc.sql("""
                update channel_state set status = 'INTENT', config_id = null, qr_url = null, due_at = 'infinity', awaited_since = :now
                where code_id = :code""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("code", hand.code.id())
                .update();
        assertThat(hand.shopper().opens(hand.path(batch, 7))).contains("http-equiv=\"refresh\"");
        assertThat(scanned(batch)).isEmpty();

        assertThat(hand.shopper()
                        .browser
                        .post(hand.path(batch, 7) + "/gift", Map.of())
                        .expect(409)
                        .text())
                .as("a refusal is shown, and the address that takes only what is sent is not asked for again")
                .contains("请先添加导购")
                .doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void who_adds_by_a_card_uses_it_up_and_finds_the_page_where_they_are() {
        int batch = hand.batch(100);
        String path = hand.path(batch, 1);
        Shopper shopper = hand.shopper();
        shopper.opens(path);
        String before = shopper.browser.get(path + "/state").expect(200).text();
        shopper.adds();
        assertThat(shopper.browser.get(path + "/state").expect(200).text()).isNotEqualTo(before);
        assertThat(owner(batch, 1)).isEqualTo(shopper.customer().value());
        assertThat(shopper.opens(path)).contains("class=\"done\"").doesNotContain("长按识别");
        assertThat(facts(shopper)).contains("card.used");
    }

    @Test
    void two_who_add_by_one_card_at_once_leave_it_to_one_of_them() throws InterruptedException {
        int batch = hand.batch(1);
        String path = hand.path(batch, 1);
        List<Shopper> shoppers =
                IntStream.range(0, 4).mapToObj(i -> hand.shopper()).toList();
        shoppers.forEach(one -> one.opens(path));
        Race.of(4, i -> () -> shoppers.get(i).adds());
        Long owner = owner(batch, 1);
        List<Shopper> losers = shoppers.stream()
                .filter(one -> !Long.valueOf(one.customer().value()).equals(owner))
                .toList();
        assertThat(losers).hasSize(3);
        losers.forEach(one -> assertThat(one.opens(path)).contains("已经被别人使用"));
        assertThat(shoppers.stream().filter(one -> facts(one).contains("card.used")))
                .hasSize(1);
    }

    @Test
    void a_card_opened_by_another_browser_is_seen_as_shared_and_by_the_same_one_is_not() {
        int batch = hand.batch(10);
        Shopper first = hand.shopper();
        first.opens(hand.path(batch, 1));
        first.opens(hand.path(batch, 1));
        hand.shopper().opens(hand.path(batch, 2));
        hand.shopper().opens(hand.path(batch, 2));
        var figures = ConsoleClient.administrator(context)
                .get("/api/admin/card-batches/" + batch)
                .expect(200)
                .json()
                .path("figures");
        assertThat(figures.path("scanned").asInt()).isEqualTo(2);
        assertThat(figures.path("shared").asInt()).isEqualTo(1);
    }

    @Test
    void a_forged_a_foreign_and_a_mistyped_code_get_a_friendly_page_and_write_nothing() {
        int batch = hand.batch(10);
        Shopper shopper = hand.shopper();
        String path = hand.path(batch, 1);
        String past = hand.path(batch, 11);
        String forged = path.substring(0, path.length() - 1) + (path.endsWith("2") ? "3" : "2");
        for (String bad : List.of(forged, past, "/c/k/" + "z".repeat(20), "/c/k/" + "U".repeat(20))) {
            assertThat(shopper.browser.get(bad).expect(404).text()).contains("已经停用");
            shopper.browser.get(bad + "/state").expect(404);
            assertThat(shopper.takes(bad).expect(404).text()).contains("已经停用");
        }
        assertThat(scanned(batch)).isEmpty();
    }

    @Test
    void whoever_tries_codes_without_end_is_slowed_down() {
        Shopper shopper = hand.shopper();
        List<Integer> answers = IntStream.range(0, 40)
                .mapToObj(
                        i -> shopper.browser.get("/c/k/" + "%020d".formatted(i)).status())
                .toList();
        assertThat(answers).contains(404, 429).endsWith(429);
    }

    @Test
    void the_gift_waits_for_friend_and_order_and_is_given_once_however_often_it_is_taken() throws InterruptedException {
        long coupon = hand.coupon(100);
        int batch = hand.batch(10, true, coupon);
        String path = hand.path(batch, 3);
        Shopper shopper = hand.shopper();
        shopper.opens(path);
        assertThat(shopper.takes(path).expect(409).text()).contains("请先添加导购");
        shopper.adds();
        assertThat(shopper.takes(path).expect(409).text()).contains("还有步骤没有完成");
        assertThat(shopper.tells(path, "12").expect(409).text()).contains("订单号应是");
        shopper.tells(path, " 4012 3456 7890 " + RandomCode.digits(8)).expect(303);
        assertThat(shopper.opens(path)).contains("订单号已登记", "领取</button>");
        Race.Finish<Answer> race = Race.of(8, i -> () -> shopper.takes(path));
        assertThat(race.failures()).isEmpty();
        assertThat(race.answers().stream().map(Answer::status)).containsOnly(303);
        assertThat(coupons(shopper)).isEqualTo(1);
        assertThat(shopper.opens(path)).contains("已经放进你的券包");
        assertThat(facts(shopper)).contains("card.ordered");
    }

    @Test
    void an_order_that_was_known_before_the_friend_came_is_told_once_however_often_the_card_is_opened() {
        int batch = hand.batch(10);
        String path = hand.path(batch, 1);
        Shopper shopper = hand.shopper();
        shopper.opens(path);
        jdbc.sql("""
                insert into channel_card_order (marketplace, order_no, batch_id, serial, told_by, at)
                values ('TMALL', :order, :batch, 1, 'FILE', :at)""")
                .param("order", RandomCode.digits(16))
                .param("batch", batch)
                .param("at", clock.instant().plusSeconds(5).atOffset(ZoneOffset.UTC))
                .update();
        shopper.adds();
        shopper.opens(path);
        assertThat(facts(shopper).stream().filter("card.ordered"::equals)).hasSize(1);
    }

    @Test
    void one_order_number_claimed_by_two_at_once_is_one_of_theirs() throws InterruptedException {
        int batch = hand.batch(10, true, hand.coupon(100));
        List<Shopper> shoppers =
                IntStream.range(0, 4).mapToObj(i -> hand.shopper()).toList();
        for (int i = 0; i < 4; i++) {
            shoppers.get(i).opens(hand.path(batch, i + 1));
            shoppers.get(i).adds();
        }
        String order = "TM" + RandomCode.digits(16);
        Race.Finish<Answer> race = Race.of(4, i -> () -> shoppers.get(i).tells(hand.path(batch, i + 1), order));
        assertThat(race.failures()).isEmpty();
        assertThat(race.answers().stream().map(Answer::status).sorted()).containsExactly(303, 409, 409, 409);
        assertThat(race.answers().stream().filter(one -> one.text().contains("已经登记过")))
                .hasSize(3);
    }

    @Test
    void a_friend_who_opens_another_card_uses_it_up_by_opening_it() {
        int batch = hand.batch(10);
        Shopper shopper = hand.shopper();
        shopper.opens(hand.path(batch, 1));
        shopper.adds();
        jdbc.sql("""
                insert into relation_follow (customer_id, staff_id, external_userid, wecom_userid, state, first_added_at, first_add_way,
                    added_at, latest_add_way, reopened, remark)
                values (:customer, :staff, :external, :staff::text, 'FOLLOWING', now(), 1, now(), 1, 0, '')""")
                .param("customer", shopper.customer().value())
                .param("staff", hand.guide.value())
                .param("external", shopper.external)
                .update();
        assertThat(shopper.opens(hand.path(batch, 2))).contains("class=\"done\"");
        assertThat(owner(batch, 2)).isEqualTo(shopper.customer().value());
    }

    @Test
    void a_sold_out_gift_says_so_and_can_be_taken_when_there_are_more() {
        int batch = hand.batch(10, false, hand.coupon(1));
        Shopper first = hand.shopper();
        Shopper second = hand.shopper();
        first.opens(hand.path(batch, 1));
        first.adds().takes(hand.path(batch, 1)).expect(303);
        second.opens(hand.path(batch, 2));
        second.adds().takes(hand.path(batch, 2)).expect(409);
        assertThat(coupons(second)).isZero();
        jdbc.sql(
                        "update coupon_template set total = 5 where id = (select coupon_template_id from channel_card_batch where id = :b)")
                .param("b", batch)
                .update();
        second.takes(hand.path(batch, 2)).expect(303);
        assertThat(coupons(second)).isEqualTo(1);
    }

    @Test
    void the_page_keeps_a_policy_without_anything_unsafe() {
        int batch = hand.batch(1);
        Answer page = hand.shopper().browser.get(hand.path(batch, 1)).expect(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'nonce-", "connect-src 'self'")
                .doesNotContain("unsafe");
    }

    private List<Integer> scanned(int batch) {
        return jdbc.sql("select serial from channel_card where batch_id = :batch order by serial")
                .param("batch", batch)
                .query(Integer.class)
                .list();
    }

    private @Nullable Long owner(int batch, int serial) {
        return jdbc.sql("select customer_id from channel_card where batch_id = :batch and serial = :serial")
                .params(Map.of("batch", batch, "serial", serial))
                .query(Long.class)
                .single();
    }

    private long coupons(Shopper shopper) {
        return jdbc.sql("select count(*) from coupon_coupon where customer_id = :customer")
                .param("customer", shopper.customer().value())
                .query(Long.class)
                .single();
    }

    private List<String> facts(Shopper shopper) {
        return jdbc.sql("select type from timeline_activity where customer_id = :customer")
                .param("customer", shopper.customer().value())
                .query(String.class)
                .list();
    }
}
