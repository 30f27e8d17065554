package io.siyu.foundation.alert;

import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Raises and resolves alerts. Raising one that is open only renews its words; resolving one that is not does nothing. */
@Component
public class Alerts {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Alerts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public void raise(Alert alert) {
        jdbc.sql("""
                insert into alert_alert (kind, subject, nature, arguments, link, since, staff_ids)
                values (:kind, :subject, :nature, :arguments::jsonb, :link, :now, :staff)
                on conflict (kind, subject) where resolved_at is null do update
                    set arguments = excluded.arguments, link = excluded.link, nature = excluded.nature
                    where (alert_alert.arguments, alert_alert.link, alert_alert.nature)
                        is distinct from (excluded.arguments, excluded.link, excluded.nature)""")
                .param("kind", alert.kind())
                .param("subject", alert.subject())
                .param("nature", alert.nature().name())
                .param("arguments", json.writeValueAsString(alert.arguments()))
                .param("link", alert.link())
                .param("staff", alert.concerned().stream().map(StaffId::value).toArray(Long[]::new))
                .param("now", now())
                .update();
    }

    /** What is open and was raised since then. */
    public List<Raised> raisedSince(Instant time) {
        return jdbc.sql("""
                select id, kind, subject, nature, arguments, link, staff_ids from alert_alert
                where resolved_at is null and since >= :time order by id""")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Raised(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("subject"),
                        Alert.Nature.valueOf(row.getString("nature")),
                        arguments(row),
                        row.getString("link"),
                        Arrays.stream((Long[]) row.getArray("staff_ids").getArray())
                                .map(StaffId::new)
                                .toList()))
                .list();
    }

    /** One that is open. */
    public record Raised(
            long id,
            String kind,
            String subject,
            Alert.Nature nature,
            List<String> arguments,
            @Nullable String link,
            List<StaffId> concerned) {}

    public boolean isOpen(long id) {
        return jdbc.sql("select resolved_at is null from alert_alert where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    public void resolve(String kind, String subject) {
        jdbc.sql("""
                update alert_alert set resolved_at = greatest(:now, since)
                where kind = :kind and subject = :subject and resolved_at is null""")
                .param("now", now())
                .param("kind", kind)
                .param("subject", subject)
                .update();
    }

    /** Resolves those of a kind that were raised before: for what happened once and is only to be seen for a while. */
    public void resolveRaisedBefore(String kind, Instant time) {
        jdbc.sql("""
                update alert_alert set resolved_at = greatest(:now, since)
                where kind = :kind and since < :time and resolved_at is null""")
                .param("now", now())
                .param("kind", kind)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** From now on these and only these of their kind are open. Asked every few seconds: what is open with the same words is not touched. */
    @Transactional
    public void settle(String kind, List<Alert> standing) {
        Map<String, Said> open = open(kind);
        standing.stream()
                .filter(alert -> !Said.by(alert).equals(open.get(alert.subject())))
                .sorted(Comparator.comparing(Alert::subject))
                .forEach(this::raise);
        jdbc.sql("""
                update alert_alert set resolved_at = greatest(:now, since)
                where kind = :kind and resolved_at is null and not subject = any(:subjects)""")
                .param("now", now())
                .param("kind", kind)
                .param("subjects", standing.stream().map(Alert::subject).toArray(String[]::new))
                .update();
    }

    private record Said(
            Alert.Nature nature,
            List<String> arguments,
            @Nullable String link) {

        static Said by(Alert alert) {
            return new Said(alert.nature(), alert.arguments(), alert.link());
        }
    }

    private Map<String, Said> open(String kind) {
        Map<String, Said> said = new HashMap<>();
        jdbc.sql("select subject, nature, arguments, link from alert_alert where kind = :kind and resolved_at is null")
                .param("kind", kind)
                .query(row -> {
                    said.put(
                            row.getString("subject"),
                            new Said(
                                    Alert.Nature.valueOf(row.getString("nature")),
                                    arguments(row),
                                    row.getString("link")));
                });
        return said;
    }

    private List<String> arguments(ResultSet row) throws SQLException {
        return List.of(json.readValue(row.getString("arguments"), String[].class));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
