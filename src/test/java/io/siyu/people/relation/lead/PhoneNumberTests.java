package io.siyu.people.relation.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000", "138 0013 8000", "138-0013-8000", "+8613800138000", "+86 138 0013 8000",
                        "008613800138000",
                "8613800138000", "１３８００１３８０００", " 13800138000\u200b", "\u202d13800138000\u202c", "'13800138000",
                        "(138)00138000"
            })
    void however_it_is_written_it_is_one_number(String written) {
        assertThat(PhoneNumber.of(written)).contains("13800138000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1380013800",
                "138001380001",
                "12800138000",
                "021-88888888",
                "1.38E+10",
                "手机号",
                "13800138000x",
                "+86138",
                "+0123456789"
            })
    void what_nobody_on_wechat_can_have_is_none(String written) {
        assertThat(PhoneNumber.of(written)).isEmpty();
    }

    @Test
    void numbers_of_other_countries_carry_their_country() {
        assertThat(PhoneNumber.of("00852 6123 4567")).contains("+85261234567");
    }
}
