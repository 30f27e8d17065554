package io.siyu.foundation.alert;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Alerts in words: those that are open, and what there was. */
@RestController
@RequestMapping("/api/admin/alerts")
@RequiresPermission("alert.read")
class AlertController {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MessageSource texts;

    AlertController(JdbcClient jdbc, JsonMapper json, MessageSource texts) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
    }

    private record Row(
            long id,
            String kind,
            String subject,
            Alert.Nature nature,
            String arguments,
            @Nullable String link,
            Instant since,
            @Nullable Instant resolvedAt) {}

    record Item(
            long id,
            String kind,
            Alert.Nature nature,
            String title,
            String about,
            @Nullable String link,
            Instant since,
            @Nullable Instant resolvedAt) {}

    /** How many are open. */
    record Open(long faults, long todos) {}

    @GetMapping("/open")
    Open open() {
        return jdbc.sql("""
                select count(*) filter (where nature = 'FAULT') as faults, count(*) filter (where nature = 'TODO') as todos
                from alert_alert where resolved_at is null""").query(Open.class).single();
    }

    /** @param open those that are, newest first; or those that are over */
    @GetMapping
    Slice<Item> list(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) Alert.@Nullable Nature nature,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            Locale locale) {
        List<Item> items = jdbc
                .sql("""
                select * from alert_alert
                where resolved_at is %s and id < :after and (:nature = '' or nature = :nature)
                order by id desc limit :limit""".formatted(open ? "null" : "not null"))
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("nature", nature == null ? "" : nature.name())
                .param("limit", size + 1)
                .query(AlertController::row)
                .list()
                .stream()
                .map(row -> item(row, locale))
                .toList();
        return Slice.of(items, size, item -> Long.toString(item.id()));
    }

    private Item item(Row row, Locale locale) {
        Object[] arguments = json.readValue(row.arguments(), String[].class);
        return new Item(
                row.id(),
                row.kind(),
                row.nature(),
                text("alert." + row.kind() + ".title", arguments, row.kind() + " " + row.subject(), locale),
                text("alert." + row.kind() + ".about", arguments, "", locale),
                row.link(),
                row.since(),
                row.resolvedAt());
    }

    private String text(String key, Object[] arguments, String otherwise, Locale locale) {
        String text = texts.getMessage(key, arguments, otherwise, locale);
        return text == null ? otherwise : text;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        OffsetDateTime resolved = row.getObject("resolved_at", OffsetDateTime.class);
        return new Row(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                Alert.Nature.valueOf(row.getString("nature")),
                row.getString("arguments"),
                row.getString("link"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                resolved == null ? null : resolved.toInstant());
    }
}
