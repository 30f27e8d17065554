package io.siyu.platform;

import io.siyu.foundation.crypto.PlatformSecrets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

/**
 * Lets the gateways read what was set in the console as if it stood in the configuration, at the very end of it: whatever is
 * configured wins. Each value is read once, when the gateway that needs it is made; a later one counts from the next start.
 */
final class StoredSettings extends PropertySource<BeanFactory> {

    static final String NAME = "siyuStoredSettings";

    private final Map<String, Optional<String>> inUse = new ConcurrentHashMap<>();

    private StoredSettings(BeanFactory beans) {
        super(NAME, beans);
    }

    /** Registered in {@code META-INF/spring.factories}: before any bean asks for a setting. */
    static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment().getPropertySources().addLast(new StoredSettings(context.getBeanFactory()));
        }
    }

    @Override
    public @Nullable Object getProperty(String name) {
        if (PlatformSetting.of(name).isEmpty()) {
            return null;
        }
        return inUse.computeIfAbsent(name, this::stored).orElse(null);
    }

    /** Whether what is stored now is another value than the one this node works with. */
    boolean awaitsRestart(String name, Optional<String> now) {
        Optional<String> used = inUse.get(name);
        return used != null && !used.equals(now);
    }

    private Optional<String> stored(String name) {
        PlatformSecrets secrets =
                getSource().getBeanProvider(PlatformSecrets.class).getIfAvailable();
        return secrets == null ? Optional.empty() : secrets.find(name);
    }
}
