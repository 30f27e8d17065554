package io.siyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SandboxEnvironmentTests {

    @TempDir
    Path dataDir;

    @Test
    void without_a_database_of_your_own_the_sandbox_is_on() {
        assertThat(after(Map.of()).getProperty("siyu.sandbox")).isEqualTo("true");
        assertThat(after(Map.of("spring.datasource.url", "jdbc:postgresql://db/siyu"))
                        .getProperty("siyu.sandbox"))
                .isEqualTo("false");
        assertThat(after(Map.of("spring.datasource.url", "jdbc:postgresql://db/siyu", "siyu.sandbox", "true"))
                        .getProperty("siyu.sandbox"))
                .isEqualTo("true");
    }

    @Test
    void every_gateway_is_pointed_at_the_sandbox() {
        StandardEnvironment environment = after(Map.of("siyu.sandbox.port", "0"));
        String port = environment.getRequiredProperty("siyu.sandbox.port");
        assertThat(port).isNotEqualTo("0");
        assertThat(environment.getProperty("siyu.wecom.base-url")).isEqualTo("http://127.0.0.1:" + port);
        assertThat(environment.getProperty("siyu.wechat.mini.base-url")).isEqualTo("http://127.0.0.1:" + port);
        assertThat(environment.getProperty("siyu.wechatpay.base-url"))
                .isEqualTo("http://fake.mch.weixin.qq.com:" + port);
        assertThat(environment.getRequiredProperty("siyu.wecom.callback-aes-key"))
                .hasSize(43);
        assertThat(environment.getRequiredProperty("siyu.wechatpay.api-v3-key")).hasSize(32);
    }

    @Test
    void the_keys_are_made_once_and_readable_by_their_owner_alone() throws Exception {
        String secret = after(Map.of()).getRequiredProperty("siyu.wecom.secret");
        assertThat(after(Map.of()).getProperty("siyu.wecom.secret")).isEqualTo(secret);
        Path file = dataDir.resolve("keys/sandbox.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(dataDir.resolve("keys"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void it_does_not_start_beside_real_credentials() {
        assertThatThrownBy(() -> after(Map.of("siyu.wecom.secret", "a real one")))
                .hasMessageContaining("siyu.wecom.secret")
                .hasMessageContaining("siyu.sandbox=false")
                .hasMessageNotContaining("a real one");
        assertThat(after(Map.of("siyu.wecom.secret", "a real one", "siyu.sandbox", "false"))
                        .getProperty("siyu.wecom.secret"))
                .isEqualTo("a real one");
        assertThat(after(Map.of("siyu.wecom.secret", "")).getRequiredProperty("siyu.wecom.secret"))
                .hasSize(43);
    }

    private StandardEnvironment after(Map<String, Object> configured) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> properties = new HashMap<>(configured);
        properties.put("siyu.data-dir", dataDir.toString());
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        new SandboxEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
