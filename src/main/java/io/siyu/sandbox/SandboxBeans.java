package io.siyu.sandbox;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@InSandbox
class SandboxBeans {

    @Bean
    SandboxKeys sandboxKeys(@Value("${siyu.data-dir:./data}") Path dataDir) {
        return SandboxKeys.of(dataDir);
    }
}
