package io.siyu.foundation.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@DatabaseTest
@Import({Vault.class, PlatformSecrets.class})
class PlatformSecretsTests {

    @Autowired
    PlatformSecrets secrets;

    @Autowired
    Environment environment;

    @Test
    void a_secret_set_in_the_console_is_read_like_a_setting_and_a_later_one_counts_from_the_next_start() {
        secrets.set("siyu.wecom.secret", "the first");
        assertThat(environment.getProperty("siyu.wecom.secret")).isEqualTo("the first");
        secrets.set("siyu.wecom.secret", "the second");
        assertThat(environment.getProperty("siyu.wecom.secret")).isEqualTo("the first");
        assertThat(secrets.find("siyu.wecom.secret")).contains("the second");
        assertThat(environment.getProperty("siyu.wecom.corp-id")).isNull();
        assertThat(secrets.remove("siyu.wecom.secret")).isTrue();
        assertThat(secrets.find("siyu.wecom.secret")).isEmpty();
    }
}
