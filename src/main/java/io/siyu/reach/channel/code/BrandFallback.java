package io.siyu.reach.channel.code;

import io.siyu.reach.channel.Afterlife;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What visitors see where neither a code nor its own fallback has anything to show. */
@Component
public class BrandFallback {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    BrandFallback(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param afterlife without an end: a brand has none */
    public record Default(@Nullable String text, Afterlife afterlife) {}

    public Default get() {
        return jdbc.sql("select text, afterlife::text as afterlife from channel_fallback")
                .query((row, number) ->
                        new Default(row.getString("text"), json.readValue(row.getString("afterlife"), Afterlife.class)))
                .single();
    }

    void put(Default wanted) {
        jdbc.sql("update channel_fallback set text = :text, afterlife = :afterlife::jsonb")
                .param("text", wanted.text())
                .param("afterlife", json.writeValueAsString(wanted.afterlife()))
                .update();
    }

    boolean showsSomething() {
        Default usual = get();
        return usual.afterlife().showsSomething()
                || (usual.text() != null && !usual.text().isBlank());
    }
}
