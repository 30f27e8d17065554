package io.siyu.reach.channel.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.staff.RoleScope;
import io.siyu.reach.channel.card.CardHand.Shopper;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Which order a card came with: told by the warehouse, by shoppers, and put right. */
@SiyuTest
@Import(MovableClock.class)
class CardOrderTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    CardHand hand;
    ConsoleClient console;
    Importing importing;

    @BeforeEach
    void prepare() {
        hand = new CardHand(context);
        console = ConsoleClient.administrator(context);
        importing = new Importing(console);
    }

    @Test
    void a_file_of_the_warehouse_binds_orders_and_gives_its_mistakes_back() {
        int batch = hand.batch(100);
        String order = RandomCode.digits(16);
        String scanned = hand.path(batch, 7);
        Shopper owner = hand.shopper();
        owner.opens(scanned);
        owner.adds();
        String rows = """
                1,%1$s1
                2,%1$s2
                %2$s,%1$s7
                %3$s,%1$s8
                2,%1$s3
                5,%1$s1
                101,%1$s4
                z2z2z2z2z2z2z2z2z2z2,%1$s5
                9,12
                1,%1$s1
                """.formatted(order, hand.path(batch, 7), scanned.substring(scanned.lastIndexOf('/') + 1));
        JsonNode checked = check(batch, rows);
        assertThat(checked.path("refused").asInt()).isEqualTo(6);
        JsonNode applied = importing.apply(checked);
        assertThat(applied.path("created").asInt()).isEqualTo(3);
        assertThat(applied.path("first").toString()).contains("已经绑了别的订单", "已经绑了别的卡", "序号应在 1 到 100 之间", "不是这批卡的码");
        assertThat(bound(batch)).containsExactly("1 " + order + "1", "2 " + order + "2", "7 " + order + "7");
        assertThat(jdbc.sql("select count(*) from timeline_activity where customer_id = :c and type = 'card.ordered'")
                        .param("c", owner.customer().value())
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(console.get("/api/admin/card-batches/" + batch + "/cards?q=" + order + "2")
                        .json()
                        .path("items")
                        .path(0)
                        .path("serial")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_file_puts_right_what_shoppers_told_but_not_what_a_file_told() {
        int batch = hand.batch(10, true, null);
        String order = RandomCode.digits(16);
        Shopper wrong = owner(batch, 3);
        wrong.tells(hand.path(batch, 3), order + "1").expect(303);
        owner(batch, 4).tells(hand.path(batch, 4), order + "2").expect(303);
        JsonNode checked = check(batch, "5,%1$s1\n4,%1$s2\n3,%1$s3\n6,%1$s1\n".formatted(order));
        assertThat(checked.path("refused").asInt()).isEqualTo(1);
        JsonNode applied = importing.apply(checked);
        assertThat(bound(batch)).containsExactly("3 " + order + "3", "4 " + order + "2", "5 " + order + "1");
        assertThat(applied.path("changed").asInt()).isEqualTo(2);
        assertThat(applied.path("refused").asInt()).isEqualTo(1);
        assertThat(check(batch, "7,%1$s1\n5,%1$s9\n".formatted(order))
                        .path("refused")
                        .asInt())
                .isEqualTo(2);
        wrong.tells(hand.path(batch, 3), order + "1").expect(409);
    }

    @Test
    void an_operator_takes_a_wrong_order_off_a_card_and_says_why() {
        int batch = hand.batch(10, true, null);
        String order = RandomCode.digits(16);
        Shopper shopper = owner(batch, 3);
        shopper.tells(hand.path(batch, 3), order).expect(303);
        String path = "/api/admin/card-batches/" + batch + "/cards/3";
        console.post(path + "/unbinding", Map.of("reason", " ")).expect(400);
        ConsoleClient.with(context, RoleScope.ALL, null, "channel.read")
                .post(path + "/unbinding", Map.of("reason", "填错了"))
                .expect(403);
        JsonNode life = console.post(path + "/unbinding", Map.of("reason", "填错了"))
                .expect(200)
                .json();
        assertThat(life.path("card").hasNonNull("orderNo")).isFalse();
        console.post(path + "/unbinding", Map.of("reason", "填错了")).expectProblem(409, "channel.card.not_bound");
        assertThat(jdbc.sql("select e::text from audit_entry e where action = 'channel.card.unbind' and object_id = :b")
                        .param("b", Integer.toString(batch))
                        .query(String.class)
                        .single())
                .contains("填错了", "…" + order.substring(12))
                .doesNotContain(order);
        shopper.tells(hand.path(batch, 3), order + "7").expect(303);
        assertThat(bound(batch)).containsExactly("3 " + order + "7");
    }

    private Shopper owner(int batch, int serial) {
        Shopper shopper = hand.shopper();
        shopper.opens(hand.path(batch, serial));
        return shopper.adds();
    }

    private List<String> bound(int batch) {
        return jdbc.sql("select serial || ' ' || order_no from channel_card_order where batch_id = :b order by serial")
                .param("b", batch)
                .query(String.class)
                .list();
    }

    private JsonNode check(int batch, String rows) {
        return importing.check("card-orders&about=" + batch, "序号或卡码,订单号\n" + rows);
    }
}
