package io.siyu.people.customer;

import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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

    CustomerDirectory() {}

    /**
     * The person with these keys, made if there is none, merged if they were several. Joins the caller's transaction, which should be
     * short and about this one person.
     */
    public CustomerId findOrCreate(List<Identity> identities, Profile hints, Instant at) {
        throw new UnsupportedOperationException();
    }

    public Optional<CustomerId> find(Identity identity) {
        throw new UnsupportedOperationException();
    }

    /** Who this record lives on in: itself, unless it was merged away. */
    public CustomerId survivor(CustomerId customer) {
        throw new UnsupportedOperationException();
    }

    /** @throws io.siyu.shared.DomainException {@code customer.not_found} when there is none, or outside the operator's scope */
    public void requireVisible(CustomerId customer) {
        throw new UnsupportedOperationException();
    }

    /** @throws io.siyu.shared.DomainException {@code customer.not_found} */
    public CustomerCard card(CustomerId customer) {
        throw new UnsupportedOperationException();
    }

    /** Cards by the id asked for; unknown ids are left out. */
    public Map<CustomerId, CustomerCard> cards(Collection<CustomerId> customers) {
        throw new UnsupportedOperationException();
    }

    /** Called by relation only, which knows the rule. */
    public void setOwner(CustomerId customer, @Nullable StaffId staff, @Nullable StoreId store) {
        throw new UnsupportedOperationException();
    }

    public Optional<String> openIdOf(CustomerId customer, String appId) {
        throw new UnsupportedOperationException();
    }

    public Optional<String> externalUserIdOf(CustomerId customer) {
        throw new UnsupportedOperationException();
    }

    /** Whether the person may be contacted for this; true until they refuse. */
    public boolean accepts(CustomerId customer, Purpose purpose) {
        throw new UnsupportedOperationException();
    }
}
