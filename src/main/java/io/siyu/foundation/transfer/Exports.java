package io.siyu.foundation.transfer;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.Jobs;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts taking a list out, for those who may see it and may take it along. */
@Component
class Exports {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT);

    private final ObjectProvider<ExportSource> sources;
    private final Sheets sheets;
    private final Jobs jobs;
    private final CurrentOperator operator;
    private final Audit audit;
    private final MessageSource texts;
    private final Clock clock;
    private final BrandZone zone;

    Exports(
            ObjectProvider<ExportSource> sources,
            Sheets sheets,
            Jobs jobs,
            CurrentOperator operator,
            Audit audit,
            MessageSource texts,
            Clock clock,
            BrandZone zone) {
        this.sources = sources;
        this.sheets = sheets;
        this.jobs = jobs;
        this.operator = operator;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    /** Only by which parameters it was narrowed: what was searched for may be a person. */
    record Taken(String list, Set<String> filters, List<String> columns) {}

    /** @return the number of the job */
    @Transactional
    long start(String list, Map<String, String> filters, Locale locale) {
        Operator who = operator.get();
        ExportSource source = source(list, who);
        Map<String, String> given = filters.entrySet().stream()
                .filter(filter -> !filter.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Asked asked = new Asked(given, who, locale);
        List<Column> columns = source.columns(asked);
        long total = source.count(asked);
        List<Sheets.Title> titles = columns.stream()
                .map(column -> new Sheets.Title(text(column.code(), locale), column.kind()))
                .toList();
        String name = text("transfer.list." + list, locale);
        String stamp = STAMP.format(LocalDateTime.ofInstant(clock.instant(), zone.zone()));
        long sheet = sheets.open(name + "-" + stamp, titles, source.permission(), who.userId());
        audit.record(
                "transfer.export",
                Subject.of("sheet", sheet, name),
                null,
                new Taken(
                        list,
                        new TreeSet<>(given.keySet()),
                        columns.stream().map(Column::code).toList()));
        String title = texts.getMessage("transfer.export_title", new Object[] {name}, locale);
        return jobs.start(
                ExportWork.KIND, new ExportWork.Order(list, given, sheet, total, locale.toLanguageTag()), title);
    }

    ExportSource source(String list, Operator who) {
        ExportSource source = sources.stream()
                .filter(one -> one.name().equals(list))
                .findFirst()
                .orElseThrow(() -> DomainException.notFound("transfer.list_unknown"));
        if (who.exportFrozen()) {
            throw DomainException.forbidden("transfer.frozen");
        }
        if (!who.may(source.permission()) || !who.may("transfer.export")) {
            throw DomainException.forbidden("transfer.forbidden");
        }
        return source;
    }

    private String text(String code, Locale locale) {
        String found = texts.getMessage(code, null, code, locale);
        return found == null ? code : found;
    }
}
