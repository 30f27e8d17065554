package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Some keys were seen together on one person. Who that is, is decided by the unique key of identities and by row locks in the order of
 * ids; whoever loses a race looks again and finds what the winner made.
 */
@Component
class Sightings {

    private static final int LOOKS = 20;
    /** One order for all, or two who claim the same keys would wait for each other. */
    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::type).thenComparing(Identity::appId).thenComparing(Identity::value);

    private final JdbcClient jdbc;
    private final Identities identities;
    private final People people;
    private final Merging merging;
    private final Strangers strangers;
    private final Changes changes;

    Sightings(
            JdbcClient jdbc,
            Identities identities,
            People people,
            Merging merging,
            Strangers strangers,
            Changes changes) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.people = people;
        this.merging = merging;
        this.strangers = strangers;
        this.changes = changes;
    }

    /** @param write what becomes of the hints when the person is known already */
    CustomerId see(List<Identity> keys, Profile hints, Instant at, BiConsumer<CustomerId, Profile> write) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("nobody can be found by no key");
        }
        List<Identity> ordered = keys.stream().distinct().sorted(ORDER).toList();
        for (int look = 0; look < LOOKS; look++) {
            Optional<Seen> seen = look(ordered, hints, at);
            if (seen.isPresent()) {
                CustomerId person = seen.get().person();
                if (!seen.get().fresh()) {
                    write.accept(person, hints);
                }
                return person;
            }
        }
        throw new IllegalStateException("these keys change hands too fast: " + ordered);
    }

    private record Seen(CustomerId person, boolean fresh) {}

    /** @return empty when somebody else changed what was looked at */
    private Optional<Seen> look(List<Identity> keys, Profile hints, Instant at) {
        Map<Identity, CustomerId> known = identities.owners(keys);
        if (known.isEmpty()) {
            return create(keys, hints, at);
        }
        SortedSet<CustomerId> owners = owners(known.values());
        if (known.size() == keys.size() && owners.size() == 1) {
            return hold(owners.first(), keys);
        }
        if (!people.lockLiving(owners) || strangers.freed(keys, known, at)) {
            return Optional.empty();
        }
        if (owners.size() > 1) {
            CustomerId person = unite(keys, known, owners, at);
            return claimMissing(person, keys, known, at);
        }
        Optional<Seen> seen = claimMissing(owners.first(), keys, known, at);
        seen.ifPresent(one -> Held.now().see(one.person(), keys));
        return seen;
    }

    /** @return empty when the owner was merged away meanwhile */
    private Optional<Seen> hold(CustomerId owner, List<Identity> keys) {
        CustomerId living = people.hold(List.of(owner)).get(owner);
        if (!owner.equals(living)) {
            return Optional.empty();
        }
        Held.now().see(owner, keys);
        return Optional.of(new Seen(owner, false));
    }

    private Optional<Seen> create(List<Identity> keys, Profile hints, Instant at) {
        jdbc.sql("savepoint customer_sighting").update();
        CustomerId fresh = people.insert(hints, at);
        if (!identities.claim(fresh, keys, at)) {
            // Frees the keys claimed so far at once: the one who was first may be waiting for them.
            jdbc.sql("rollback to savepoint customer_sighting").update();
            return Optional.empty();
        }
        jdbc.sql("release savepoint customer_sighting").update();
        changes.tell(fresh, CustomerChange.Kind.CREATED);
        Held.now().bear(fresh, keys);
        return Optional.of(new Seen(fresh, true));
    }

    /** The oldest record takes the others in; one that would grow too large stays apart, and the strongest key decides. */
    private CustomerId unite(
            List<Identity> keys, Map<Identity, CustomerId> known, SortedSet<CustomerId> owners, Instant at) {
        CustomerId oldest = owners.first();
        String reason = keys.stream().map(Identity::toString).collect(Collectors.joining(", "));
        boolean allTaken = true;
        for (CustomerId other : owners.tailSet(new CustomerId(oldest.value() + 1))) {
            allTaken &= merging.merge(oldest, other, reason, at);
        }
        if (allTaken) {
            return oldest;
        }
        Identity strongest =
                keys.stream().filter(known::containsKey).findFirst().orElseThrow();
        return identities.owners(List.of(strongest)).getOrDefault(strongest, oldest);
    }

    private Optional<Seen> claimMissing(
            CustomerId person, List<Identity> keys, Map<Identity, CustomerId> known, Instant at) {
        List<Identity> missing =
                keys.stream().filter(key -> !known.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            if (!identities.claim(person, missing, at)) {
                return Optional.empty();
            }
            changes.tell(person, CustomerChange.Kind.IDENTITY);
        }
        return Optional.of(new Seen(person, false));
    }

    private static SortedSet<CustomerId> owners(Collection<CustomerId> ids) {
        SortedSet<CustomerId> owners = new TreeSet<>(Comparator.comparingLong(CustomerId::value));
        owners.addAll(ids);
        return owners;
    }
}
