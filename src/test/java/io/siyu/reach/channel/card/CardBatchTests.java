package io.siyu.reach.channel.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.Permission;
import io.siyu.foundation.transfer.Asked;
import io.siyu.people.staff.RoleScope;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.card.CardHand.Shopper;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
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
        assertThat(context.getBean(Prints.class).of(Prints.Kind.CODE, hand.code.id()))
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
    void printed_cards_that_get_another_code_protect_that_one_too() {
        long next = hand.fixtures.code(List.of(hand.guide), null, Set.of()).id();
        int batch = hand.batch(10);
        String path = "/api/admin/card-batches/" + batch;
        Map<String, Object> moved = body(10);
        moved.put("codeId", next);
        int unprinted = hand.batch(10);
        console.put("/api/admin/card-batches/" + unprinted, moved).expect(200);
        Prints prints = context.getBean(Prints.class);
        assertThat(prints.of(Prints.Kind.CODE, next)).isEmpty();
        console.get(path + "/file?from=3&to=6").expect(200);
        console.put(path, moved).expect(200);
        assertThat(prints.of(Prints.Kind.CODE, next))
                .extracting(Prints.Print::copies)
                .containsExactly(4);
        console.post("/api/admin/codes/" + next + "/archive", Map.of()).expect(409);
    }

    @Test
    void cards_of_an_archived_code_do_not_go_to_the_printer() {
        int batch = hand.batch(10);
        console.post("/api/admin/codes/" + hand.code.id() + "/archive", Map.of())
                .expect(200);
        console.get("/api/admin/card-batches/" + batch + "/file").expectProblem(409, "channel.print_archived");
        assertThat(context.getBean(Prints.class).of(Prints.Kind.CARD_BATCH, batch))
                .isEmpty();
    }

    @Test
    void a_batch_that_is_made_meanwhile_shifts_no_page_of_the_file() {
        CardBatchExport export = context.getBean(CardBatchExport.class);
        Operator who = new Operator(1, null, "all", Set.copyOf(Permission.ALL), new DataScope.All());
        Asked asked = new Asked(Map.of(), who, Locale.SIMPLIFIED_CHINESE);
        List<String> names = List.of("一月直邮", "二月直邮", "三月直邮", "四月直邮");
        names.forEach(this::named);
        var first = export.page(asked, null, 2);
        named("五月直邮");
        var second = export.page(asked, first.next(), 2);
        assertThat(first.items()).extracting(cells -> cells.get(0)).containsExactly("四月直邮", "三月直邮");
        assertThat(second.items()).extracting(cells -> cells.get(0)).containsExactly("二月直邮", "一月直邮");
    }

    @Test
    void the_codes_of_a_page_are_read_at_once() {
        List<Integer> made = List.of(hand.batch(10), hand.batch(10), hand.batch(10));
        CodeRows counted = Mockito.spy(context.getBean(CodeRows.class));
        CardBatchViews views =
                new CardBatchViews(context.getBean(CardBatchRows.class), context.getBean(CardFigures.class), counted);
        assertThat(views.page(0, 3)).extracting(CardBatchViews.BatchRow::id).containsExactlyElementsOf(made.reversed());
        assertThat(views.page(0, 3))
                .extracting(CardBatchViews.BatchRow::codeName)
                .containsOnly("门店立牌");
        verify(counted, never()).find(anyLong());
        verify(counted, times(2)).names(any());
    }

    private void named(String name) {
        Map<String, Object> body = body(10);
        body.put("name", name);
        console.post("/api/admin/card-batches", body).expect(201);
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
        String order = RandomCode.digits(16);
        shopper.tells(hand.path(batch, 1), order).expect(303);
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
        assertThat(card.path("orderNo").asString()).isEqualTo("…" + order.substring(12));
        String life = "/api/admin/card-batches/" + batch + "/cards/1";
        assertThat(colleague.get(life).expect(200).text()).doesNotContain(order);
        assertThat(console.get(life).expect(200).text()).contains(order);
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
}
