package io.siyu.loyalty.points;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.transfer.DayCell;
import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.customer.CustomerFile;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The points that people have at a former system, from a file. Each reference is taken once per person, whatever file it comes in; a row
 * without one is the person's balance there, of which there is one. The same reference with another number is refused, as nobody can
 * tell a corrected row from a second one. Points of ours do not expire: a day that is over refuses the row, one to come is only written
 * beside it.
 */
@Component
class PointsImport implements ImportTarget {

    private static final String POINTS = "points";
    private static final String UNTIL = "until";
    private static final String REFERENCE = "reference";
    private static final int LONGEST_REFERENCE = 100;
    private static final Pattern WHOLE = Pattern.compile("([1-9]\\d{0,8})(\\.0+)?");

    private final CarriedPoints carried;
    private final CustomerFile file;
    private final Audit audit;
    private final Clock clock;
    private final BrandZone zone;

    PointsImport(CarriedPoints carried, CustomerFile file, Audit audit, Clock clock, BrandZone zone) {
        this.carried = carried;
        this.file = file;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    private record Row(CustomerId customer, String reference) {}

    private record Taken(long customers, long points) {}

    @Override
    public String name() {
        return "points";
    }

    @Override
    public String permission() {
        return "points.adjust";
    }

    @Override
    public List<Field> fields() {
        return CustomerFile.fields(
                new Field(POINTS, "points.import.points", true),
                new Field(UNTIL, "points.import.until", false),
                new Field(REFERENCE, "points.import.reference", false));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("13800138000", "", "", "1200", "2027-12-31", ""),
                List.of("13900139000", "", "", "300", "", "DD20251111001"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        Set<Row> seen = new HashSet<>();
        Set<CustomerId> given = new HashSet<>();
        AtomicLong total = new AtomicLong();
        List<Outcome> outcomes = file.each(rows, dry, (customer, row) -> {
            long points = points(row);
            LocalDate until = until(row);
            String reference = reference(row);
            if (!seen.add(new Row(customer, reference))) {
                throw DomainException.invalid(REFERENCE, "points.import.twice");
            }
            OptionalLong before =
                    dry ? carried.under(customer, reference) : carried.carry(customer, points, reference, until);
            if (before.isPresent() && before.getAsLong() != points) {
                throw DomainException.invalid(POINTS, "points.import.differs", before.getAsLong());
            }
            if (before.isPresent()) {
                return Effect.NONE;
            }
            given.add(customer);
            total.addAndGet(points);
            return Effect.CREATED;
        });
        if (!dry && !given.isEmpty()) {
            audit.record(
                    "points.import", Subject.of("customers", given.size()), null, new Taken(given.size(), total.get()));
        }
        return outcomes;
    }

    private static long points(Map<String, String> row) {
        String given = row.getOrDefault(POINTS, "");
        var whole = WHOLE.matcher(given.replaceAll("[,，\\s]", ""));
        if (!whole.matches()) {
            throw DomainException.invalid(POINTS, "points.import.points_invalid", given);
        }
        return Long.parseLong(whole.group(1));
    }

    private @Nullable LocalDate until(Map<String, String> row) {
        String given = row.getOrDefault(UNTIL, "");
        if (given.isBlank()) {
            return null;
        }
        LocalDate until = DayCell.parse(UNTIL, given);
        if (until.isBefore(zone.dateOf(clock.instant()))) {
            throw DomainException.invalid(UNTIL, "points.import.expired", until.toString());
        }
        return until;
    }

    private static String reference(Map<String, String> row) {
        String reference = row.getOrDefault(REFERENCE, "").strip();
        if (reference.length() > LONGEST_REFERENCE) {
            throw DomainException.invalid(REFERENCE, "points.import.reference_long", LONGEST_REFERENCE);
        }
        return reference;
    }
}
