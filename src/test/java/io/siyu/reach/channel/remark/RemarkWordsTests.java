package io.siyu.reach.channel.remark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.remark.RemarkWords.Facts;
import io.siyu.shared.DomainException;
import io.siyu.testing.Seeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemarkWordsTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    @Test
    void every_place_is_filled_once_and_a_nickname_is_only_a_nickname() {
        assertThat(RemarkWords.remark("{客户昵称}-{活码名称}-{日期}", facts("小林"))).isEqualTo("小林-收银台-261105");
        assertThat(RemarkWords.remark("{导购姓名}@{门店} {客户昵称}", facts("{日期}"))).isEqualTo("周立春@人民路店 {日期}");
        assertThat(RemarkWords.description("{日期} 由 {活码名称} 来", facts("小林"))).isEqualTo("261105 由 收银台 来");
    }

    @Test
    void a_long_nickname_gives_way_to_the_rest() {
        assertThat(RemarkWords.remark("{客户昵称}-{活码名称}-{日期}", facts("喜欢喝茶的林女士和她的猫")))
                .isEqualTo("喜欢喝茶的林女士和-收银台-261105")
                .satisfies(words -> assertThat(points(words)).isEqualTo(20));
    }

    @Test
    void no_remark_is_longer_than_the_platform_takes_nor_cut_within_a_character() {
        List<String> pieces = List.of("{客户昵称}", "{活码名称}", "{日期}", "-", "会员", "{门店}", "🍵");
        Seeds.forAll(500, random -> {
            StringBuilder pattern = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                pattern.append(pieces.get(random.nextInt(pieces.size())));
            }
            String words = RemarkWords.remark(pattern.toString(), facts(nickname(random)));
            assertThat(points(words)).isLessThanOrEqualTo(RemarkWords.MOST);
            assertThat(words.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE))
                    .as(words)
                    .isTrue();
        });
    }

    @Test
    void what_cannot_be_filled_or_never_fits_is_told_at_its_field() {
        refused(new RemarkRule("{昵称}", "", false), "remark.pattern", "channel.remark_place_unknown");
        refused(new RemarkRule("字".repeat(21), "", false), "remark.pattern", "channel.remark_too_long");
        refused(new RemarkRule("", "字".repeat(151), false), "remark.description", "channel.remark_too_long");
        RemarkWords.check(new RemarkRule("{客户昵称}{活码名称}" + "字".repeat(20), "字".repeat(150), false), "remark");
    }

    private static void refused(RemarkRule rule, String field, String code) {
        assertThatThrownBy(() -> RemarkWords.check(rule, "remark"))
                .isInstanceOfSatisfying(DomainException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).isEqualTo(field);
                });
    }

    private static String nickname(Random random) {
        return random.nextBoolean() ? "🐱".repeat(random.nextInt(30)) : "林".repeat(random.nextInt(30));
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Facts facts(String customer) {
        return new Facts(customer, "周立春", "人民路店", "收银台", DAY);
    }
}
