package io.siyu.loyalty.coupon;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.transfer.DayCell;
import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.customer.CustomerFile;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Coupons that people have at a former system, from a file, as coupons of one template: each code of that system once per template,
 * whatever file it comes in. What is owed already is not refused by what one person may have; the total, a stop and the end of the
 * template hold as for everybody.
 */
@Component
class CouponImport implements ImportTarget {

    private static final String CODE = "code";
    private static final String UNTIL = "until";
    private static final int LONGEST_CODE = 100;
    private static final Period LONGEST = Period.ofYears(10);

    private final Issuing issuing;
    private final CustomerFile file;
    private final Audit audit;
    private final Clock clock;
    private final BrandZone zone;

    CouponImport(Issuing issuing, CustomerFile file, Audit audit, Clock clock, BrandZone zone) {
        this.issuing = issuing;
        this.file = file;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    private record Taken(int coupons) {}

    @Override
    public String name() {
        return "coupons";
    }

    @Override
    public String permission() {
        return "coupon.issue";
    }

    @Override
    public List<Field> fields() {
        return CustomerFile.fields(
                new Field(CODE, "coupon.import.code", true), new Field(UNTIL, "coupon.import.until", false));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("13800138000", "", "", "YZ8812003456", "2027-01-31"),
                List.of("13900139000", "", "", "YZ8812003457", ""));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        throw DomainException.notFound("coupon.template_not_found");
    }

    @Override
    public List<Outcome> take(String about, List<Map<String, String>> rows, boolean dry) {
        long template = template(about);
        Map<String, CustomerId> given = new HashMap<>();
        List<Outcome> outcomes = file.each(rows, dry, (customer, row) -> {
            String code = code(row);
            Instant until = until(row);
            Optional<CustomerId> before = Optional.ofNullable(given.get(code))
                    .or(() -> dry
                            ? issuing.wouldCarry(template, code, until, given.size())
                            : issuing.carry(template, customer, code, until));
            if (before.isPresent() && !before.get().equals(customer)) {
                throw DomainException.invalid(CODE, "coupon.import.somebody_elses");
            }
            if (before.isPresent()) {
                return Effect.NONE;
            }
            given.put(code, customer);
            return Effect.CREATED;
        });
        if (!dry && !given.isEmpty()) {
            audit.record("coupon.import", Subject.of("coupon-template", template), null, new Taken(given.size()));
        }
        return outcomes;
    }

    private static long template(String about) {
        if (!about.matches("\\d{1,18}")) {
            throw DomainException.notFound("coupon.template_not_found");
        }
        return Long.parseLong(about);
    }

    private static String code(Map<String, String> row) {
        String code = row.getOrDefault(CODE, "").strip();
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw DomainException.invalid(CODE, "coupon.import.code_invalid", LONGEST_CODE);
        }
        return code;
    }

    /** The whole of the day counts, also where a time is written behind it. */
    private @Nullable Instant until(Map<String, String> row) {
        String given = row.getOrDefault(UNTIL, "");
        if (given.isBlank()) {
            return null;
        }
        LocalDate day = DayCell.parse(UNTIL, given);
        LocalDate today = zone.dateOf(clock.instant());
        if (day.isBefore(today)) {
            throw DomainException.invalid(UNTIL, "coupon.import.over", day.toString());
        }
        if (day.isAfter(today.plus(LONGEST))) {
            throw DomainException.invalid(UNTIL, "coupon.import.too_far", day.toString());
        }
        return zone.startOf(day.plusDays(1));
    }
}
