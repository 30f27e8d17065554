package io.siyu.people.tag;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tags for people named by phone or external user id, from a file; tags that are there stay, so the same row twice does no harm. */
@Component
class TagImport implements ImportTarget {

    private static final String PHONE = "phone";
    private static final String EXTERNAL = "externalUserId";
    private static final String TAGS = "tags";

    private final Tags tags;
    private final Library library;
    private final CustomerDirectory customers;
    private final CurrentOperator operator;
    private final Audit audit;

    TagImport(Tags tags, Library library, CustomerDirectory customers, CurrentOperator operator, Audit audit) {
        this.tags = tags;
        this.library = library;
        this.customers = customers;
        this.operator = operator;
        this.audit = audit;
    }

    private record Taken(int customers) {}

    @Override
    public String name() {
        return "customer-tags";
    }

    @Override
    public String permission() {
        return "tag.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field(PHONE, "tag.import.phone", false),
                new Field(EXTERNAL, "tag.import.external_user_id", false),
                new Field(TAGS, "tag.import.tags", true));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(List.of("13800138000", "", "老客、喜欢粉色"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        Map<String, List<Long>> known = library.tags().stream()
                .collect(Collectors.groupingBy(
                        Library.Tag::name, Collectors.mapping(Library.Tag::id, Collectors.toList())));
        List<Outcome> answers = new ArrayList<>();
        int taken = 0;
        for (Map<String, String> row : rows) {
            try {
                CustomerId customer = customer(row);
                Set<Long> wanted = wanted(row, known);
                boolean there = tags.of(customer).containsAll(wanted);
                if (!dry) {
                    tags.apply(customer, wanted, byHand());
                    taken++;
                }
                answers.add(Outcome.of(there ? Effect.NONE : Effect.CHANGED));
            } catch (DomainException refusal) {
                answers.add(Outcome.refused(refusal));
            }
        }
        if (taken > 0) {
            audit.record("tag.import", Subject.of("customers", taken), null, new Taken(taken));
        }
        return answers;
    }

    private CustomerId customer(Map<String, String> row) {
        CustomerId customer =
                customers.find(identity(row)).orElseThrow(() -> DomainException.notFound("customer.not_found"));
        return customers.requireVisible(customer.value());
    }

    private static Identity identity(Map<String, String> row) {
        String external = row.get(EXTERNAL);
        if (external != null) {
            return Identity.externalUserId(external);
        }
        String phone = row.get(PHONE);
        if (phone == null) {
            throw DomainException.invalid(PHONE, "tag.import.nobody_named");
        }
        return Identity.phone(phone.replaceAll("[\\s-]", "").replaceFirst("^(\\+|00)?86(?=1\\d{10}$)", ""));
    }

    private static Set<Long> wanted(Map<String, String> row, Map<String, List<Long>> known) {
        Set<Long> wanted = new LinkedHashSet<>();
        for (String name : Arrays.stream(row.getOrDefault(TAGS, "").split("[,，、;；]", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList()) {
            List<Long> ids = known.getOrDefault(name, List.of());
            if (ids.size() != 1) {
                throw DomainException.invalid(
                        TAGS, ids.isEmpty() ? "tag.import.unknown" : "tag.import.ambiguous", name);
            }
            wanted.addAll(ids);
        }
        if (wanted.isEmpty()) {
            throw DomainException.invalid(TAGS, "tag.import.no_tags");
        }
        return wanted;
    }

    private Provenance byHand() {
        return new Provenance(Provenance.Kind.OPERATOR, operator.get().name());
    }
}
