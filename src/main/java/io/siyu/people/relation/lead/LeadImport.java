package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.relation.lead.ImportLine.Place;
import io.siyu.people.relation.lead.LeadPhones.Known;
import io.siyu.shared.DomainException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Leads of one list from a file. A number is taken in once: not twice from one file, not while it is open in any list, not when it is a
 * friend's already, and never again once its owner asked not to be called. The refusals name lists and guides that the one who brings it
 * may see, no others.
 */
@Component
class LeadImport implements ImportTarget {

    private final Batches batches;
    private final LeadPhones phones;
    private final KnownPeople people;
    private final ImportPlaces places;
    private final NewLeads fresh;
    private final CurrentOperator operator;

    LeadImport(
            Batches batches,
            LeadPhones phones,
            KnownPeople people,
            ImportPlaces places,
            NewLeads fresh,
            CurrentOperator operator) {
        this.batches = batches;
        this.phones = phones;
        this.people = people;
        this.places = places;
        this.fresh = fresh;
        this.operator = operator;
    }

    @Override
    public String name() {
        return "leads";
    }

    @Override
    public String permission() {
        return "lead.assign";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("phone", "lead.import.phone", true),
                new Field("name", "lead.import.name", false),
                new Field("source", "lead.import.source", false),
                new Field("store", "lead.import.store", false),
                new Field("guide", "lead.import.guide", false),
                new Field("remark", "lead.import.remark", false));
    }

    @Override
    public boolean takesOtherColumns() {
        return true;
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("13800138000", "王女士", "周年庆抽奖", "SH001", "", "想了解敏感肌套装"),
                List.of("139 0013 9000", "陈先生", "", "", "lihua", ""));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> rows, boolean dry) {
        throw DomainException.notFound("lead.batch_not_found");
    }

    @Override
    public List<Outcome> take(String about, List<Map<String, String>> rows, boolean dry) {
        Batches.Batch batch = batches.requireNamed(about);
        List<ImportLine> lines = rows.stream().map(ImportLine::of).toList();
        Set<String> numbers = new HashSet<>();
        lines.stream().flatMap(line -> line.phone().stream()).forEach(numbers::add);
        Map<String, Known> known = phones.known(numbers, operator.scope());
        Map<String, KnownPeople.Person> friends = people.behind(numbers, operator.scope());
        ImportPlaces.Places where = places.of(lines, dry);
        Set<String> seen = new HashSet<>();
        Map<Integer, NewLeads.Fresh> good = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (ImportLine line : lines) {
            try {
                String phone = line.requirePhone();
                requireFree(phone, seen, known.get(phone), friends.get(phone));
                line.requireShort();
                Place place = where.of(line);
                KnownPeople.Person person = friends.get(phone);
                good.put(outcomes.size(), new NewLeads.Fresh(line, phone, place, person == null ? null : person.id()));
                outcomes.add(Outcome.of(Effect.CREATED));
            } catch (DomainException refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        if (!dry) {
            batches.saw(batch.id(), rows.size());
            write(batch, good, outcomes);
        }
        return outcomes;
    }

    /** Numbers that became open or blocked since they were looked at are refused after all. */
    private void write(Batches.Batch batch, Map<Integer, NewLeads.Fresh> good, List<Outcome> outcomes) {
        Map<Integer, String> late = new LinkedHashMap<>();
        fresh.write(batch, good)
                .forEach(place ->
                        late.put(place, Objects.requireNonNull(good.get(place)).phone()));
        Map<String, Known> since = phones.known(late.values(), operator.scope());
        late.forEach(
                (place, phone) -> outcomes.set(place, Outcome.refused(late(Objects.requireNonNull(since.get(phone))))));
    }

    private static DomainException late(Known known) {
        return known.blocked()
                ? DomainException.invalid("phone", "lead.import.blocked")
                : open(known.batch(), known.guide());
    }

    private static void requireFree(
            String phone, Set<String> seen, @Nullable Known known, KnownPeople.@Nullable Person person) {
        if (!seen.add(phone)) {
            throw DomainException.invalid("phone", "lead.import.twice");
        }
        if (known != null && known.blocked()) {
            throw DomainException.invalid("phone", "lead.import.blocked");
        }
        if (known != null && known.open()) {
            throw open(known.batch(), known.guide());
        }
        if (person != null && person.friend()) {
            String guide = person.friendOf();
            throw guide == null
                    ? DomainException.invalid("phone", "lead.import.friend_of_others")
                    : DomainException.invalid(
                            "phone", person.noted() ? "lead.import.friend_noted" : "lead.import.friend", guide);
        }
    }

    private static DomainException open(@Nullable String batch, @Nullable String guide) {
        if (batch == null) {
            return DomainException.invalid("phone", "lead.import.open_with_others");
        }
        return guide == null
                ? DomainException.invalid("phone", "lead.import.open", batch)
                : DomainException.invalid("phone", "lead.import.open_with", batch, guide);
    }
}
