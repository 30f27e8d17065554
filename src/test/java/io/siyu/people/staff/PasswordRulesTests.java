package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "我家的猫叫做橘子真好", "Tr0ub4dor&3x", "lina-likes-blue-tea-and-rain"})
    void a_long_password_of_ones_own_is_good(String password) {
        assertThatCode(() -> PasswordRules.check(password, "lina")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789",
                "1234567890",
                "9876543210",
                "abcdefghijkl",
                "Password123",
                "woaini1314520",
                "aaaaaaaaaaaa",
                "121212121212",
                "QWERTYUIOP",
                "          "
            })
    void short_ones_and_those_that_everybody_tries_first_are_refused(String password) {
        assertThatThrownBy(() -> PasswordRules.check(password, "lina")).hasMessageContaining("user.password_");
    }

    @Test
    void the_users_name_with_a_few_digits_is_refused() {
        assertThatThrownBy(() -> PasswordRules.check("wangmei-2026", "wangmei"))
                .hasMessageContaining("user.password_like_name");
        assertThatThrownBy(() -> PasswordRules.check("我".repeat(25), "x")).hasMessageContaining("user.password_length");
    }
}
