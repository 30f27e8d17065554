package io.siyu.reach.channel.figures;

import io.siyu.foundation.transfer.DayCell;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.figures.Cost.Kind;
import io.siyu.reach.channel.figures.Cost.Target;
import io.siyu.shared.DomainException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a row of a file of costs says: in the words of the export, so that what was taken out can be brought in. */
@Component
class CostLine {

    static final String FROM = "fromDay";
    static final String TO = "toDay";
    static final String KIND = "kind";
    static final String TARGET = "target";
    static final String NAME = "name";
    static final String AMOUNT = "amount";
    static final String NOTE = "note";

    /** Nothing that could stand for a number of a million digits. */
    private static final Pattern YUAN = Pattern.compile("\\d{1,12}(\\.\\d{1,2})?");

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final JdbcClient jdbc;
    private final Stores stores;
    private final MessageSource messages;

    CostLine(JdbcClient jdbc, Stores stores, MessageSource messages) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.messages = messages;
    }

    /** What the rows of a chunk may name, by what they call it: asked for once for all of them. */
    record Known(
            Map<String, List<Long>> codes,
            Map<String, List<Long>> templates,
            Map<String, Long> storesByCode,
            Map<String, List<Long>> storesByName) {}

    Known known(List<Map<String, String>> rows) {
        String[] names = rows.stream().map(row -> text(row, NAME)).distinct().toArray(String[]::new);
        List<Store> all = stores.all();
        return new Known(
                named("""
                        select code as word, id from channel_code where code = any(:names)
                        union select name, id from channel_code where name = any(:names) and archived_at is null""", names),
                named(
                        "select name as word, id from channel_template where name = any(:names) and archived_at is null",
                        names),
                all.stream()
                        .collect(Collectors.toMap(
                                Store::code, store -> store.id().value())),
                all.stream()
                        .collect(Collectors.groupingBy(
                                Store::name,
                                Collectors.mapping(store -> store.id().value(), Collectors.toList()))));
    }

    private record Named(String word, long id) {}

    private Map<String, List<Long>> named(String sql, String[] names) {
        return jdbc
                .sql(sql)
                .param("names", names)
                .query((row, number) -> new Named(row.getString("word"), row.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Named::word, Collectors.mapping(Named::id, Collectors.toList())));
    }

    /** @throws DomainException at the first cell that makes no sense */
    Cost.Draft draft(Map<String, String> row, Known known) {
        Kind kind = word(row, KIND, Kind.values(), "channel.cost.kind.");
        Target target = word(row, TARGET, Target.values(), "channel.figures.by.");
        LocalDate from = day(row, FROM, null);
        String name = text(row, NAME);
        String note = text(row, NOTE);
        return new Cost.Draft(
                kind,
                from,
                day(row, TO, from),
                fen(text(row, AMOUNT)),
                target,
                target == Target.CAMPAIGN ? null : idOf(target, name, known),
                target == Target.CAMPAIGN ? name : null,
                note.isEmpty() ? null : note);
    }

    private <E extends Enum<E>> E word(Map<String, String> row, String field, E[] all, String prefix) {
        String given = text(row, field);
        return Stream.of(all)
                .filter(one -> one.name().equalsIgnoreCase(given)
                        || LANGUAGES.stream()
                                .anyMatch(language -> messages.getMessage(prefix + one.name(), null, language)
                                        .equalsIgnoreCase(given)))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid(field, "channel.cost.import.word_unknown", given));
    }

    private static LocalDate day(Map<String, String> row, String field, @Nullable LocalDate otherwise) {
        String given = text(row, field);
        if (given.isEmpty() && otherwise != null) {
            return otherwise;
        }
        return DayCell.parse(field, given);
    }

    private static long fen(String given) {
        String yuan = given.replace(",", "").replace("¥", "");
        if (!YUAN.matcher(yuan).matches()) {
            throw DomainException.invalid(AMOUNT, "channel.cost.import.amount_invalid", given);
        }
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }

    private static long idOf(Target target, String name, Known known) {
        List<Long> found = switch (target) {
            case CODE -> known.codes().getOrDefault(name, List.of());
            case TEMPLATE -> known.templates().getOrDefault(name, List.of());
            case STORE -> store(name, known);
            case CAMPAIGN -> List.of();
        };
        if (found.isEmpty()) {
            throw DomainException.invalid(NAME, "channel.cost.import.name_unknown", name);
        }
        if (found.size() > 1) {
            throw DomainException.invalid(NAME, "channel.cost.import.name_several", name);
        }
        return found.getFirst();
    }

    /** By its number, else by its name. */
    private static List<Long> store(String given, Known known) {
        Long numbered = known.storesByCode().get(given);
        return numbered == null ? known.storesByName().getOrDefault(given, List.of()) : List.of(numbered);
    }

    private static String text(Map<String, String> row, String field) {
        return row.getOrDefault(field, "").strip();
    }
}
