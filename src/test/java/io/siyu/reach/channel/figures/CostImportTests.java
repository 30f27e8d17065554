package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.foundation.transfer.ImportTarget.Outcome;
import io.siyu.people.staff.Stores;
import io.siyu.testing.Race;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Costs that come in by a file. */
class CostImportTests extends SpentCampaign {

    @Autowired
    CostImport imported;

    @Autowired
    MessageSource messages;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_file_of_costs_is_taken_once_and_rows_that_make_no_sense_come_back() {
        Map<String, String> media = Map.of(
                "fromDay",
                "2024-02-20",
                "toDay",
                "2024/3/20",
                "kind",
                "媒体投放",
                "target",
                "活动标签",
                "name",
                campaign,
                "amount",
                "1,234.50");
        Map<String, String> gift = Map.of(
                "fromDay",
                "2024-02-20",
                "kind",
                "gift",
                "target",
                "CODE",
                "name",
                publicCode(),
                "amount",
                "8",
                "note",
                "小样");
        List<Map<String, String>> file = List.of(
                media,
                gift,
                gift,
                with(gift, "kind", "广告"),
                with(gift, "name", "没有这个码"),
                with(gift, "name", "门店立牌"),
                with(gift, "amount", "8.555"),
                with(gift, "fromDay", "二月"),
                with(media, "toDay", "2024-01-01"));
        assertThat(imported.take(file, true)).extracting(Outcome::effect).startsWith(Effect.CREATED, Effect.CREATED);
        assertThat(rows.total(wanted(START, START.plusDays(40))).costFen()).isZero();
        List<Outcome> outcomes = imported.take(file, false);
        assertThat(outcomes).extracting(Outcome::effect).startsWith(Effect.CREATED, Effect.CREATED, Effect.REFUSED);
        assertThat(outcomes.subList(2, outcomes.size()))
                .extracting(outcome -> Objects.requireNonNull(outcome.refusal()).code())
                .containsExactly(
                        "channel.cost.import.twice",
                        "channel.cost.import.word_unknown",
                        "channel.cost.import.name_unknown",
                        "channel.cost.import.name_several",
                        "channel.cost.import.amount_invalid",
                        "transfer.day_invalid",
                        "channel.days_backwards");
        assertThat(imported.take(List.of(media, gift), false))
                .extracting(Outcome::effect)
                .containsOnly(Effect.NONE);
        assertThat(rows.total(wanted(START, START.plusDays(40))).costFen()).isEqualTo(123_450 + 800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "1e99999999", "-8", "8.555", "1234567890123", "٣", ""})
    void an_amount_is_digits_and_two_decimals_at_most(String amount) {
        assertThat(imported.take(List.of(with(row("测试"), "amount", amount)), true))
                .singleElement()
                .extracting(outcome -> Objects.requireNonNull(outcome.refusal()).code())
                .isEqualTo("channel.cost.import.amount_invalid");
    }

    @Test
    void a_file_that_is_taken_over_by_several_at_once_costs_once() throws InterruptedException {
        List<Map<String, String>> file =
                IntStream.range(0, 25).mapToObj(i -> row("第" + i + "笔")).toList();
        var finish = Race.of(
                4, runner -> () -> Objects.requireNonNull(transaction.execute(status -> imported.take(file, false))));
        assertThat(finish.failures()).isEmpty();
        List<Effect> effects = finish.answers().stream()
                .flatMap(List::stream)
                .map(Outcome::effect)
                .toList();
        assertThat(effects).filteredOn(effect -> effect == Effect.CREATED).hasSize(25);
        assertThat(effects).filteredOn(effect -> effect == Effect.NONE).hasSize(75);
        assertThat(rows.total(wanted(START, START.plusDays(40))).costFen()).isEqualTo(25 * 8600);
    }

    @Test
    void the_stores_are_read_once_for_a_file() {
        String name = jdbc.sql("select name || :more from staff_store where id = :id")
                .param("more", campaign)
                .param("id", store.value())
                .query(String.class)
                .single();
        jdbc.sql("update staff_store set name = :name where id = :id")
                .param("name", name)
                .param("id", store.value())
                .update();
        Stores counted = Mockito.spy(context.getBean(Stores.class));
        CostImport counting =
                new CostImport(context.getBean(Costs.class), costs, new CostLine(jdbc, counted, messages));
        Map<String, String> row = with(with(row("门店"), "target", "门店"), "name", name);
        assertThat(counting.take(List.of(row, with(row, "amount", "2"), with(row, "amount", "3")), true))
                .extracting(Outcome::effect)
                .containsOnly(Effect.CREATED);
        verify(counted, times(1)).all();
        verify(counted, never()).byCodes(any());
    }

    private Map<String, String> row(String note) {
        return Map.of(
                "fromDay",
                START.toString(),
                "kind",
                "OTHER",
                "target",
                "CAMPAIGN",
                "name",
                campaign,
                "amount",
                "86",
                "note",
                note);
    }

    private String publicCode() {
        return jdbc.sql("select code from channel_code where id = :id")
                .param("id", codes.getFirst())
                .query(String.class)
                .single();
    }

    private static Map<String, String> with(Map<String, String> row, String field, String value) {
        Map<String, String> changed = new HashMap<>(row);
        changed.put(field, value);
        return changed;
    }
}
