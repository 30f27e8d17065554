package io.siyu.platform;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.crypto.PlatformSecrets;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells which credentials of the platforms are there, and takes new ones. No value ever comes back out. */
@RestController
@RequestMapping("/api/admin/platforms")
class PlatformsController {

    private static final String ATTACHED = "configurationProperties";
    private static final String SANDBOX = "siyuSandbox";

    private final PlatformSecrets secrets;
    private final ConfigurableEnvironment environment;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PlatformsController(
            PlatformSecrets secrets,
            ConfigurableEnvironment environment,
            Audit audit,
            TransactionTemplate transaction) {
        this.secrets = secrets;
        this.environment = environment;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Where the value that counts comes from. */
    enum Source {
        SANDBOX,
        CONFIGURATION,
        CONSOLE,
        NONE
    }

    /**
     * @param name of the setting, as it would stand in the configuration
     * @param setAt when it was set in the console, if it was
     * @param awaitsRestart whether this node still works with another one
     */
    record Setting(String name, Source source, @Nullable Instant setAt, boolean awaitsRestart) {}

    record NewValue(@NotBlank @Size(max = 10_000) String value) {

        /** Never. */
        @Override
        public String toString() {
            return "***";
        }
    }

    @GetMapping
    @RequiresPermission("platform.write")
    Page<Setting> list() {
        Map<String, Instant> setAt = secrets.setAt();
        List<Setting> all = Arrays.stream(PlatformSetting.values())
                .map(PlatformSetting::property)
                .map(name -> setting(name, setAt.get(name)))
                .toList();
        return new Page<>(all, all.size());
    }

    @PutMapping("/{name}")
    @RequiresPermission("platform.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String name, @RequestBody @Valid NewValue given) {
        String value = given.value().strip();
        if (!known(name).accepts(value)) {
            throw DomainException.invalid("value", "platform.value_invalid");
        }
        transaction.executeWithoutResult(status -> {
            secrets.set(name, value);
            audit.record("platform.set", Subject.of("platform", name, name), null, null);
        });
    }

    @DeleteMapping("/{name}")
    @RequiresPermission("platform.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name) {
        String property = known(name).property();
        transaction.executeWithoutResult(status -> {
            if (!secrets.remove(property)) {
                throw DomainException.notFound("platform.not_set");
            }
            audit.record("platform.remove", Subject.of("platform", property, property), null, null);
        });
    }

    private static PlatformSetting known(String name) {
        return PlatformSetting.of(name).orElseThrow(() -> DomainException.notFound("platform.unknown"));
    }

    private Setting setting(String name, @Nullable Instant setAt) {
        Optional<Source> outside = environment.getPropertySources().stream()
                .filter(source ->
                        !source.getName().equals(ATTACHED) && !source.getName().equals(StoredSettings.NAME))
                .filter(source -> source.getProperty(name) != null)
                .findFirst()
                .map(source -> source.getName().equals(SANDBOX) ? Source.SANDBOX : Source.CONFIGURATION);
        Source source = outside.orElse(setAt == null ? Source.NONE : Source.CONSOLE);
        return new Setting(name, source, setAt, outside.isEmpty() && awaitsRestart(name));
    }

    private boolean awaitsRestart(String name) {
        PropertySource<?> stored = environment.getPropertySources().get(StoredSettings.NAME);
        return stored instanceof StoredSettings settings && settings.awaitsRestart(name, secrets.find(name));
    }
}
