package io.siyu.foundation.job;

import io.siyu.foundation.alert.AlertRule;
import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is raised, from how many on, and who gets a card. */
@RestController
@RequestMapping("/api/admin/alerts/settings")
class AlertSettingsController {

    private final AlertSettings settings;
    private final Audit audit;
    private final MessageSource texts;
    private final TransactionTemplate transaction;

    AlertSettingsController(AlertSettings settings, Audit audit, MessageSource texts, TransactionTemplate transaction) {
        this.settings = settings;
        this.audit = audit;
        this.texts = texts;
        this.transaction = transaction;
    }

    /**
     * @param name what it is called, and {@code about} when it is raised
     * @param unit what the threshold counts; absent where there is none
     * @param leastUnit what {@code least} counts; absent where there is none
     */
    record Line(
            String kind,
            String name,
            String about,
            @Nullable String unit,
            @Nullable String leastUnit,
            boolean enabled,
            @Nullable Integer threshold,
            @Nullable Integer least,
            boolean card,
            List<Long> staffIds) {}

    /** @param least absent: as proposed */
    record Change(
            boolean enabled,
            @Nullable @Min(1) @Max(10000) Integer threshold,
            @Nullable @Min(1) @Max(10000) Integer least,
            boolean card,
            @NotNull @Size(max = 50) List<@NotNull @Positive Long> staffIds) {}

    @GetMapping
    @RequiresPermission("alert.read")
    Page<Line> list(Locale locale) {
        List<Line> lines =
                settings.rules().stream().map(rule -> line(rule, locale)).toList();
        return new Page<>(lines, lines.size());
    }

    @PutMapping("/{kind}")
    @RequiresPermission("alert.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String kind, @Valid @RequestBody Change change) {
        AlertSettings.Setting before = settings.of(kind);
        AlertSettings.Setting after = new AlertSettings.Setting(
                change.enabled(), change.threshold(), change.least(), change.card(), List.copyOf(change.staffIds()));
        transaction.executeWithoutResult(status -> {
            settings.change(kind, after);
            audit.record("alert.setting.change", Subject.of("alert", kind), before, after);
        });
    }

    private Line line(AlertRule rule, Locale locale) {
        AlertSettings.Setting setting = settings.of(rule.kind());
        return new Line(
                rule.kind(),
                text(rule, "name", locale),
                text(rule, "when", locale),
                rule.threshold() == null ? null : text(rule, "unit", locale),
                rule.least() == null ? null : text(rule, "least", locale),
                setting.enabled(),
                setting.threshold(),
                setting.least(),
                setting.card(),
                setting.staffIds());
    }

    private String text(AlertRule rule, String part, Locale locale) {
        String text = texts.getMessage("alert." + rule.kind() + "." + part, null, rule.kind(), locale);
        return text == null ? rule.kind() : text;
    }
}
