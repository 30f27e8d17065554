package io.siyu.people.tag;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.customer.CustomerFile;
import io.siyu.shared.DomainException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tags for people from a file; tags that are there stay, so the same row twice does no harm. */
@Component
class TagImport implements ImportTarget {

    private static final String TAGS = "tags";

    private final Tags tags;
    private final Library library;
    private final CustomerFile file;
    private final CurrentOperator operator;
    private final Audit audit;

    TagImport(Tags tags, Library library, CustomerFile file, CurrentOperator operator, Audit audit) {
        this.tags = tags;
        this.library = library;
        this.file = file;
        this.operator = operator;
        this.audit = audit;
    }

    private record Taken(long customers) {}

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
        return CustomerFile.fields(new Field(TAGS, "tag.import.tags", true));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(List.of("13800138000", "", "", "老客、喜欢粉色"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        Map<String, List<Long>> known = library.tags().stream()
                .collect(Collectors.groupingBy(
                        Library.Tag::name, Collectors.mapping(Library.Tag::id, Collectors.toList())));
        List<Outcome> answers = file.each(rows, dry, (customer, row) -> {
            Set<Long> wanted = wanted(row, known);
            boolean there = tags.of(customer).containsAll(wanted);
            if (!dry) {
                tags.apply(customer, wanted, byHand());
            }
            return there ? Effect.NONE : Effect.CHANGED;
        });
        long taken = answers.stream().filter(answer -> answer.refusal() == null).count();
        if (!dry && taken > 0) {
            audit.record("tag.import", Subject.of("customers", taken), null, new Taken(taken));
        }
        return answers;
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
