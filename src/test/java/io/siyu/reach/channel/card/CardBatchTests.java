package io.siyu.reach.channel.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.staff.RoleScope;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.card.CardHand.Shopper;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SiyuTest
@Import(MovableClock.class)
class CardBatchTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    CardHand hand;
    ConsoleClient console;

    @BeforeEach
    void prepare() {
        hand = new CardHand(context);
        console = ConsoleClient.administrator(context);
    }

    @Test
    void a_million_cards_are_made_without_a_row_for_any_of_them() {
        Map<String, Object> body = body(1_000_000);
        int batch = console.post("/api/admin/card-batches", body)
                .expect(201)
                .json()
                .path("id")
                .asInt();
        assertThat(jdbc.sql("select count(*) from channel_card where batch_id = :batch")
                        .param("batch", batch)
                        .query(Long.class)
                        .single())
                .isZero();
        String last = console.get("/api/admin/card-batches/" + batch + "/cards/1000000")
                .expect(200)
                .json()
                .path("url")
                .asString();
        hand.shopper().opens(last.substring(last.indexOf("/c/k/")));
    }

    @Test
    void the_file_is_written_line_by_line_and_never_held() throws IOException {
        CardBatch batch = context.getBean(CardBatchRows.class).require(hand.batch(200_000));
        AtomicLong largest = new AtomicLong();
        AtomicLong all = new AtomicLong();
        context.getBean(CardFile.class).write(batch, 1, 200_000, List.of("a", "b", "c"), new OutputStream() {
            @Override
            public void write(int one) {
                all.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                largest.accumulateAndGet(length, Math::max);
                all.addAndGet(length);
            }
        });
        assertThat(largest.get()).isLessThan(20_000);
        assertThat(all.get()).isGreaterThan(200_000 * 40L);
    }

    @Test
    void the_file_is_the_same_whole_or_in_parts_and_marks_what_went_to_the_printer() {
        int batch = hand.batch(300);
        String path = "/api/admin/card-batches/" + batch;
        List<String> whole =
                console.get(path + "/file").expect(200).text().lines().toList();
        assertThat(whole).hasSize(301);
        assertThat(whole.getFirst()).contains("序号,卡码,二维码内容");
        assertThat(whole.get(300)).startsWith("300,").endsWith(hand.path(batch, 300));
        context.getBean(MovableClock.class).advance(Duration.ofMinutes(1));
        List<String> part = console.get(path + "/file?from=101&to=200")
                .expect(200)
                .text()
                .lines()
                .toList();
        assertThat(part.subList(1, 101)).isEqualTo(whole.subList(101, 201));
        assertThat(context.getBean(Prints.class).of(hand.code.id()))
                .extracting(Prints.Print::copies)
                .containsExactly(100, 300);
        assertThat(console.get(path).json().path("figures").path("printed").asInt())
                .isEqualTo(300);
        console.get(path + "/file?from=0").expectProblem(400, "channel.card.part_invalid");
        console.get(path + "/file?from=9&to=301").expectProblem(400, "channel.card.part_invalid");
    }

    @Test
    void what_is_printed_can_grow_but_neither_shrink_nor_be_deleted() {
        int batch = hand.batch(10);
        String path = "/api/admin/card-batches/" + batch;
        console.get(path + "/file").expect(200);
        console.delete(path).expectProblem(409, "channel.card.printed");
        console.put(path, body(9)).expectProblem(400, "channel.card.fewer");
        console.put(path, body(20)).expect(200);
        hand.shopper().opens(hand.path(batch, 20));
        console.post("/api/admin/codes/" + hand.code.id() + "/archive", Map.of())
                .expect(409);
        int unprinted = hand.batch(10);
        console.delete("/api/admin/card-batches/" + unprinted).expect(204);
        console.get("/api/admin/card-batches/" + unprinted).expectProblem(404, "channel.card.batch_not_found");
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
        apply(checked);
        JsonNode applied =
                console.get("/api/admin/imports/" + checked.path("id").asLong()).json();
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
    void a_card_is_found_by_serial_code_and_address_and_tells_its_life() {
        int batch = hand.batch(100);
        console.get("/api/admin/card-batches/" + batch + "/file").expect(200);
        Shopper shopper = hand.shopper();
        String path = hand.path(batch, 5);
        shopper.opens(path);
        shopper.adds();
        String list = "/api/admin/card-batches/" + batch + "/cards";
        String code = path.substring(path.lastIndexOf('/') + 1);
        for (String words : List.of("5", code, "https://g.example.com" + path)) {
            assertThat(console.get(list + "?q=" + words)
                            .json()
                            .path("items")
                            .path(0)
                            .path("serial")
                            .asInt())
                    .isEqualTo(5);
        }
        JsonNode life = console.get(list + "/5").expect(200).json();
        assertThat(life.path("prints").size()).isOne();
        assertThat(life.path("openings").path(0).path("staffName").asString()).isEqualTo("导购0");
        assertThat(life.path("card").path("customerName").asString()).isEqualTo("小王");
        console.get(list + "/101").expectProblem(404, "channel.card.not_found");
        assertThat(console.get(list + "/100").json().path("card").hasNonNull("scannedAt"))
                .isFalse();
    }

    @Test
    void who_used_a_card_is_told_only_to_who_may_see_them() {
        int batch = hand.batch(10);
        Shopper shopper = hand.shopper();
        shopper.opens(hand.path(batch, 1));
        shopper.adds();
        ConsoleClient colleague = ConsoleClient.with(
                context, RoleScope.OWN, hand.fixtures.guides(1).getFirst(), "channel.read");
        JsonNode card = colleague
                .get("/api/admin/card-batches/" + batch + "/cards")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(card.hasNonNull("usedAt")).isTrue();
        assertThat(card.hasNonNull("customerName")).isFalse();
        assertThat(card.hasNonNull("customerId")).isFalse();
        colleague.get("/api/admin/card-batches/" + batch + "/file").expect(403);
    }

    @Test
    void each_field_is_refused_at_its_place() {
        refused("name", " ", "name");
        refused("cards", 0, "cards");
        refused("cards", 1_000_001, "cards");
        refused("memberUrl", "javascript:alert(1)", "memberUrl");
        refused("codeId", 999_999_999, "codeId");
    }

    private void refused(String field, Object value, String at) {
        Map<String, Object> body = body(10);
        body.put(field, value);
        assertThat(console.post("/api/admin/card-batches", body).expect(400).text())
                .contains("\"" + at + "\"");
    }

    private Map<String, Object> body(int cards) {
        return new HashMap<>(Map.of(
                "kind",
                "DIRECT_MAIL",
                "name",
                "秋季直邮",
                "codeId",
                hand.code.id(),
                "cards",
                cards,
                "marketplace",
                "JD",
                "headline",
                "会员有礼",
                "asksOrder",
                false,
                "asksMember",
                false));
    }

    private List<String> bound(int batch) {
        return jdbc.sql("select serial || ' ' || order_no from channel_card_order where batch_id = :b order by serial")
                .param("b", batch)
                .query(String.class)
                .list();
    }

    private JsonNode check(int batch, String rows) {
        byte[] content = ("序号或卡码,订单号\n" + rows).getBytes(StandardCharsets.UTF_8);
        JsonNode started = console.upload("/api/admin/imports?target=card-orders&about=" + batch, "仓库.csv", content)
                .expect(202)
                .json();
        finish(started);
        return console.get("/api/admin/imports/" + started.path("importId").asLong())
                .expect(200)
                .json();
    }

    private void apply(JsonNode checked) {
        finish(console.post("/api/admin/imports/" + checked.path("id").asLong() + "/apply", Map.of())
                .expect(202)
                .json());
    }

    private void finish(JsonNode started) {
        String job = "/api/admin/jobs/" + started.path("jobId").asLong();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.get(job).json().path("state").asString().equals("DONE"));
    }
}
