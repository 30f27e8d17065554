package io.siyu.foundation.transfer;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.Jobs;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes files in: kept as they came, held against the rules first, taken over when somebody says so. */
@Component
class Imports {

    private static final int ROWS_OF_A_PIECE = 500;
    private static final int LONGEST_CELL = 2000;
    private static final int MOST_OTHER_COLUMNS = 20;
    private static final int LONGEST_TITLE = 40;

    private final ObjectProvider<ImportTarget> targets;
    private final ImportRows rows;
    private final Sheets sheets;
    private final Jobs jobs;
    private final CurrentOperator operator;
    private final Audit audit;
    private final MessageSource texts;
    private final Clock clock;

    Imports(
            ObjectProvider<ImportTarget> targets,
            ImportRows rows,
            Sheets sheets,
            Jobs jobs,
            CurrentOperator operator,
            Audit audit,
            MessageSource texts,
            Clock clock) {
        this.targets = targets;
        this.rows = rows;
        this.sheets = sheets;
        this.jobs = jobs;
        this.operator = operator;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    record Started(long importId, long jobId) {}

    record Brought(String target, String file, long rows) {}

    /** @param name of the file */
    record Template(String name, List<Sheets.Title> titles, List<List<@Nullable Object>> rows) {}

    Template template(String name, Locale locale) {
        ImportTarget target = target(name, operator.get());
        List<Sheets.Title> titles = target.fields().stream()
                .map(field ->
                        new Sheets.Title(text(field.code(), locale) + (field.required() ? "*" : ""), Column.Kind.TEXT))
                .toList();
        List<List<@Nullable Object>> rows = target.examples().stream()
                .<List<@Nullable Object>>map(ArrayList::new)
                .toList();
        return new Template(text("transfer.target." + name, locale), titles, rows);
    }

    /**
     * Keeps the rows and lets a job say which of them could be taken.
     *
     * @param about which of the target's things the rows are for; empty where it is one
     * @param lines what {@link SheetReader} found, titles first
     * @param sha256 of the file as it came
     */
    @Transactional
    Started check(String name, String about, String fileName, List<List<String>> lines, byte[] sha256, Locale locale) {
        Operator who = operator.get();
        ImportTarget target = target(name, who);
        int[] fields = places(target, lines, locale);
        int[] others = target.takesOtherColumns() ? others(lines, fields) : new int[0];
        int[] places =
                IntStream.concat(IntStream.of(fields), IntStream.of(others)).toArray();
        List<Sheets.Title> titles = new ArrayList<>(titles(target, locale));
        IntStream.of(others)
                .forEach(place ->
                        titles.add(new Sheets.Title(lines.getFirst().get(place).strip(), Column.Kind.TEXT)));
        long sheet = sheets.open(fileName, titles, target.permission(), who.userId());
        long count = keep(sheet, lines, places);
        long id = rows.insert(name, about, fileName, sha256, sheet, who.userId(), clock.instant());
        audit.record(
                "transfer.import.check", Subject.of("import", id, fileName), null, new Brought(name, fileName, count));
        return new Started(id, start(id, "transfer.check_title", fileName, true, locale));
    }

    /** Takes over what was found good. */
    @Transactional
    Started apply(long id, Locale locale) {
        ImportRows.Import one = mine(id);
        target(one.target(), operator.get());
        try {
            if (!rows.begin(id)) {
                throw DomainException.conflict("transfer.import_not_checked");
            }
        } catch (DuplicateKeyException e) {
            throw DomainException.conflict("transfer.import_repeated");
        }
        audit.record("transfer.import.apply", Subject.of("import", id, one.fileName()), null, null);
        return new Started(id, start(id, "transfer.import_title", one.fileName(), false, locale));
    }

    /** @throws DomainException when there is none, or it is somebody else's */
    ImportRows.Import mine(long id) {
        return rows.find(id)
                .filter(one -> one.userId() == operator.get().userId())
                .orElseThrow(() -> DomainException.notFound("transfer.import_gone"));
    }

    ImportTarget target(String name, Operator who) {
        ImportTarget target = targets.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> DomainException.notFound("transfer.target_unknown"));
        if (!who.may(target.permission()) || !who.may("transfer.import")) {
            throw DomainException.forbidden("transfer.import_forbidden");
        }
        return target;
    }

    List<Sheets.Title> titles(ImportTarget target, Locale locale) {
        return target.fields().stream()
                .map(field -> new Sheets.Title(text(field.code(), locale), Column.Kind.TEXT))
                .toList();
    }

    private long start(long id, String title, String fileName, boolean dry, Locale locale) {
        return jobs.start(
                ImportWork.KIND,
                new ImportWork.Order(id, dry, locale.toLanguageTag()),
                String.valueOf(texts.getMessage(title, new Object[] {fileName}, title, locale)));
    }

    /** Where each field is in the file, by the titles of its first line; −1 for one that may be missing. */
    private int[] places(ImportTarget target, List<List<String>> lines, Locale locale) {
        List<String> head = lines.isEmpty()
                ? List.of()
                : lines.getFirst().stream()
                        .map(title -> title.replaceAll("[\\s*＊]", ""))
                        .toList();
        return target.fields().stream()
                .mapToInt(field -> {
                    String title = text(field.code(), locale);
                    int place = head.indexOf(title);
                    if (place < 0 && field.required()) {
                        throw DomainException.invalid("file", "transfer.column_missing", title);
                    }
                    return place;
                })
                .toArray();
    }

    /** Where the columns with a title are that are none of the fields; of two with one title the first. */
    private static int[] others(List<List<String>> lines, int[] fields) {
        List<String> head = lines.getFirst().stream().map(String::strip).toList();
        return IntStream.range(0, head.size())
                .filter(place -> IntStream.of(fields).noneMatch(field -> field == place))
                .filter(place -> !head.get(place).isEmpty() && head.get(place).length() <= LONGEST_TITLE)
                .filter(place -> head.indexOf(head.get(place)) == place)
                .limit(MOST_OTHER_COLUMNS)
                .toArray();
    }

    private long keep(long sheet, List<List<String>> lines, int[] places) {
        long count = 0;
        int piece = 0;
        List<List<@Nullable Object>> kept = new ArrayList<>();
        for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int place : places) {
                String cell = place < 0 || place >= line.size() ? "" : line.get(place);
                cells.add(cell.substring(0, Math.min(cell.length(), LONGEST_CELL)));
            }
            if (cells.stream().allMatch(""::equals)) {
                continue;
            }
            kept.add(cells);
            count++;
            if (kept.size() == ROWS_OF_A_PIECE) {
                sheets.append(sheet, piece++, kept);
                kept = new ArrayList<>();
            }
        }
        sheets.append(sheet, piece, kept);
        if (count == 0) {
            throw DomainException.invalid("file", "transfer.file_empty");
        }
        return count;
    }

    private String text(String code, Locale locale) {
        return String.valueOf(texts.getMessage(code, null, code, locale));
    }
}
