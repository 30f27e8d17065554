package io.siyu.foundation.alert;

import io.siyu.shared.DomainException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What operators decided about kinds of alerts: whether they are raised, from how many on, and who gets a card. */
@Component
public class AlertSettings {

    private final JdbcClient jdbc;
    private final ObjectProvider<AlertRule> rules;

    AlertSettings(JdbcClient jdbc, ObjectProvider<AlertRule> rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /**
     * @param least absent: as the kind's module proposes
     * @param card whether the people concerned are told in WeChat Work
     * @param staffIds who is told beside them
     */
    public record Setting(
            boolean enabled,
            @Nullable Integer threshold,
            @Nullable Integer least,
            boolean card,
            List<Long> staffIds) {}

    /** Of a kind without a rule: raised, and told nobody. */
    public Setting of(String kind) {
        Setting proposed = rule(kind)
                .map(rule -> new Setting(true, rule.threshold(), rule.least(), rule.card(), List.of()))
                .orElseGet(() -> new Setting(true, null, null, false, List.of()));
        return changed(kind, proposed).orElse(proposed);
    }

    /** The threshold of a kind that has one. */
    public int threshold(String kind) {
        Integer threshold = of(kind).threshold();
        return threshold == null ? 1 : threshold;
    }

    /** How many there have to be of a kind that has such a number. */
    public int least(String kind) {
        Integer least = of(kind).least();
        return least == null ? 1 : least;
    }

    /** Every kind that can be decided about, in the order of their names. */
    public List<AlertRule> rules() {
        return rules.stream().sorted(Comparator.comparing(AlertRule::kind)).toList();
    }

    public void change(String kind, Setting setting) {
        AlertRule rule = rule(kind).orElseThrow(() -> DomainException.notFound("alert.kind_unknown"));
        if (rule.threshold() != null && setting.threshold() == null) {
            throw DomainException.invalid("threshold", "alert.threshold_missing");
        }
        jdbc.sql("""
                insert into alert_setting (kind, enabled, threshold, least, card, staff_ids)
                values (:kind, :enabled, :threshold, :least, :card, :staff)
                on conflict (kind) do update
                    set enabled = :enabled, threshold = :threshold, least = :least, card = :card, staff_ids = :staff""")
                .param("kind", kind)
                .param("enabled", setting.enabled())
                .param("threshold", rule.threshold() == null ? null : setting.threshold(), Types.INTEGER)
                .param("least", rule.least() == null ? null : setting.least(), Types.INTEGER)
                .param("card", setting.card())
                .param("staff", setting.staffIds().toArray(Long[]::new))
                .update();
    }

    private Optional<Setting> changed(String kind, Setting proposed) {
        return jdbc.sql("select * from alert_setting where kind = :kind")
                .param("kind", kind)
                .query((row, number) -> new Setting(
                        row.getBoolean("enabled"),
                        row.getObject("threshold", Integer.class),
                        row.getObject("least") == null ? proposed.least() : Integer.valueOf(row.getInt("least")),
                        row.getBoolean("card"),
                        List.of((Long[]) row.getArray("staff_ids").getArray())))
                .optional();
    }

    private Optional<AlertRule> rule(String kind) {
        return rules.stream().filter(rule -> rule.kind().equals(kind)).findFirst();
    }
}
