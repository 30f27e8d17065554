package io.siyu.people.customer;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people the brand knows: found by their keys, merged when two turn out to be one. */
@Component
public class CustomerDirectory {

    public static final StreamSource<CustomerChange> STREAM = new StreamSource<>(
            "customer_change",
            (row, number) -> new CustomerChange(
                    row.getLong("id"),
                    new CustomerId(row.getLong("customer_id")),
                    CustomerChange.Kind.valueOf(row.getString("kind")),
                    row.getObject("at", OffsetDateTime.class).toInstant()));

    private final Sightings sightings;
    private final People people;
    private final Identities identities;
    private final Consents consents;
    private final CurrentOperator operator;

    CustomerDirectory(
            Sightings sightings, People people, Identities identities, Consents consents, CurrentOperator operator) {
        this.sightings = sightings;
        this.people = people;
        this.identities = identities;
        this.consents = consents;
        this.operator = operator;
    }

    /**
     * The person with these keys, made if there is none, merged if they were several. Hints fill what is not known yet. Joins the
     * caller's transaction, which should be short and about this one person, and holds the person like {@link #hold}.
     */
    @Transactional
    public CustomerId findOrCreate(List<Identity> keys, Profile hints, Instant at) {
        return sightings.see(keys, hints, at, people::fill);
    }

    public Optional<CustomerId> find(Identity identity) {
        return Held.seen(identity)
                .or(() ->
                        Optional.ofNullable(identities.owners(List.of(identity)).get(identity)));
    }

    /** Whose these are; keys of nobody are left out. */
    public Map<Identity, CustomerId> find(Collection<Identity> keys) {
        return keys.isEmpty() ? Map.of() : identities.owners(keys);
    }

    /** The numbers that WeChat verified for this person, in full: not for the eyes of whoever may not see them. */
    public List<String> phonesOf(CustomerId customer) {
        return Held.phonesOfBorn(customer).orElseGet(() -> identities.allPhones(people.survivor(customer)));
    }

    /**
     * Who this record lives on in, who is not merged away until the caller's transaction ends. The first statement of every write about
     * one person: a merge holds the person before it looks at their rows, so it either sees what was written or is seen by the writer.
     * An id that nobody has is answered as it is.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CustomerId hold(CustomerId customer) {
        return people.hold(List.of(customer)).getOrDefault(customer, customer);
    }

    /** Many at once, in the order of their ids, so that two who hold many wait for each other instead of blocking each other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<CustomerId> hold(Collection<CustomerId> customers) {
        Map<CustomerId, CustomerId> held = people.hold(customers);
        return customers.stream()
                .map(customer -> held.getOrDefault(customer, customer))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Who this record lives on in: itself, unless it was merged away. For reading; who writes calls {@link #hold}. */
    public CustomerId survivor(CustomerId customer) {
        return people.survivor(customer);
    }

    /**
     * Who this record lives on in, if the operator may see them: a page opened before a merge goes on with the survivor.
     *
     * @throws DomainException {@code customer.not_found} when there is none, or outside the operator's scope
     */
    public CustomerId requireVisible(long id) {
        if (id <= 0 || !people.visible(new CustomerId(id), operator.scope())) {
            throw DomainException.notFound("customer.not_found");
        }
        return people.survivor(new CustomerId(id));
    }

    /** @throws DomainException {@code customer.not_found} */
    public CustomerCard card(CustomerId customer) {
        CustomerCard card = cards(List.of(customer)).get(customer);
        if (card == null) {
            throw DomainException.notFound("customer.not_found");
        }
        return card;
    }

    /** Cards by the id asked for, of the person that id lives on in; unknown ids are left out. */
    public Map<CustomerId, CustomerCard> cards(Collection<CustomerId> customers) {
        return people.cards(customers);
    }

    /** Called by relation only, which knows the rule. */
    @Transactional
    public void setOwner(CustomerId customer, @Nullable StaffId staff, @Nullable StoreId store) {
        people.setOwner(hold(customer), staff, store);
    }

    public Optional<String> externalUserIdOf(CustomerId customer) {
        return identities.latest(people.survivor(customer), IdentityType.EXTERNAL_USERID, "");
    }

    /** Whether the person may be contacted for this; true until they refuse. */
    public boolean accepts(CustomerId customer, Purpose purpose) {
        return consents.accepts(customer, purpose);
    }

    /**
     * The person said yes or no to one purpose.
     *
     * @param byWhom who told us: {@code operator:3}, {@code shopper}, {@code system}
     */
    @Transactional
    public void setConsent(CustomerId customer, Purpose purpose, boolean accepted, String byWhom) {
        consents.set(hold(customer), purpose, accepted, byWhom);
    }
}
