package io.siyu.people.customer;

import io.siyu.foundation.transfer.ImportTarget.Effect;
import io.siyu.foundation.transfer.ImportTarget.Field;
import io.siyu.foundation.transfer.ImportTarget.Outcome;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Rows of a file that are about one customer each, named by phone, external user id or customer number, and only whom the operator may see. */
@Component
public class CustomerFile {

    private static final String PHONE = "phone";
    private static final String EXTERNAL = "externalUserId";
    private static final String NUMBER = "customerId";
    private static final Pattern ID = Pattern.compile("#?(\\d{1,18})");

    private final CustomerDirectory customers;

    CustomerFile(CustomerDirectory customers) {
        this.customers = customers;
    }

    /** What is done for one customer with one row. Refuses before it writes anything. */
    @FunctionalInterface
    public interface Deed {
        Effect of(CustomerId customer, Map<String, String> row);
    }

    private record Line(int place, CustomerId customer, Map<String, String> row) {}

    /** The columns that name the customer, and behind them these. */
    public static List<Field> fields(Field... more) {
        return Stream.concat(
                        Stream.of(
                                new Field(PHONE, "customer.import.phone", false),
                                new Field(EXTERNAL, "customer.import.external_user_id", false),
                                new Field(NUMBER, "customer.import.number", false)),
                        Arrays.stream(more))
                .toList();
    }

    /**
     * Does the deed for every row, in the order of the customers' ids, so that two who bring files of the same people wait for each other
     * instead of blocking each other. Unless it is dry, all of them are held.
     *
     * @return what became of each row, in the order of the rows
     */
    public List<Outcome> each(List<Map<String, String>> rows, boolean dry, Deed deed) {
        SortedMap<Integer, Outcome> outcomes = new TreeMap<>();
        List<Line> lines = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            try {
                lines.add(new Line(place, named(rows.get(place)), rows.get(place)));
            } catch (DomainException refusal) {
                outcomes.put(place, Outcome.refused(refusal));
            }
        }
        if (!dry) {
            customers.hold(lines.stream().map(Line::customer).toList());
            lines.replaceAll(line -> new Line(line.place(), customers.hold(line.customer()), line.row()));
        }
        lines.sort(Comparator.comparingLong(line -> line.customer().value()));
        lines.forEach(line -> outcomes.put(line.place(), done(line, deed)));
        return List.copyOf(outcomes.values());
    }

    private static Outcome done(Line line, Deed deed) {
        try {
            return Outcome.of(deed.of(line.customer(), line.row()));
        } catch (DomainException refusal) {
            return Outcome.refused(refusal);
        }
    }

    /** Of several names in a row those that nobody has are passed over: a former system may know its own external user ids. */
    private CustomerId named(Map<String, String> row) {
        List<Identity> identities = Stream.of(
                        name(row, EXTERNAL).map(Identity::externalUserId),
                        name(row, PHONE).map(Identity::phone))
                .flatMap(Optional::stream)
                .toList();
        Optional<CustomerId> number = name(row, NUMBER).map(CustomerFile::id);
        if (identities.isEmpty() && number.isEmpty()) {
            throw DomainException.invalid(PHONE, "customer.import.nobody_named");
        }
        Set<CustomerId> visible = new HashSet<>();
        Stream.concat(customers.find(identities).values().stream(), number.stream())
                .forEach(customer -> visible.add(customers.requireVisible(customer.value())));
        if (visible.size() > 1) {
            throw DomainException.invalid(PHONE, "customer.import.several_named");
        }
        return visible.stream().findAny().orElseThrow(() -> DomainException.notFound("customer.not_found"));
    }

    private static Optional<String> name(Map<String, String> row, String field) {
        String text = row.getOrDefault(field, "").strip();
        return Optional.of(field.equals(PHONE) ? digits(text) : text).filter(name -> !name.isEmpty());
    }

    private static String digits(String phone) {
        return phone.replaceAll("[\\s-]", "").replaceFirst("^(\\+|00)?86(?=1\\d{10}$)", "");
    }

    private static CustomerId id(String number) {
        var written = ID.matcher(number);
        if (!written.matches()) {
            throw DomainException.invalid(NUMBER, "customer.import.number_invalid", number);
        }
        return new CustomerId(Long.parseLong(written.group(1)));
    }
}
