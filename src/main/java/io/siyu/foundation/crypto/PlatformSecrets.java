package io.siyu.foundation.crypto;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the platforms gave us to prove ourselves with, sealed under the master key; by the name of the setting it stands for. */
@Component
public class PlatformSecrets {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    PlatformSecrets(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    public Optional<String> find(String name) {
        return jdbc.sql("select sealed from crypto_platform_secret where name = :name")
                .param("name", name)
                .query(byte[].class)
                .optional()
                .map(vault::open);
    }

    public void set(String name, String value) {
        jdbc.sql("""
                insert into crypto_platform_secret (name, sealed, set_at) values (:name, :sealed, :at)
                on conflict (name) do update set sealed = excluded.sealed, set_at = excluded.set_at""")
                .param("name", name)
                .param("sealed", vault.seal(value))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return whether there was one */
    public boolean remove(String name) {
        return jdbc.sql("delete from crypto_platform_secret where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /** When each one that is there was set; never the values. */
    public Map<String, Instant> setAt() {
        return jdbc
                .sql("select name, set_at from crypto_platform_secret")
                .query((row, number) -> Map.entry(
                        row.getString("name"),
                        row.getObject("set_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
