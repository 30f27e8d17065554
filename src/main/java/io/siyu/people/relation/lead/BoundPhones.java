package io.siyu.people.relation.lead;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerChange;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A friend bound a number in the mini-program: from then on it is known which lead it was. */
@Component
class BoundPhones implements StreamFollower<CustomerChange> {

    private static final Set<CustomerChange.Kind> MAY_BRING_A_NUMBER =
            Set.of(CustomerChange.Kind.CREATED, CustomerChange.Kind.IDENTITY, CustomerChange.Kind.ABSORBED);

    private final Conversions conversions;
    private final Invitations invitations;
    private final CustomerDirectory customers;
    private final Relations relations;

    BoundPhones(Conversions conversions, Invitations invitations, CustomerDirectory customers, Relations relations) {
        this.conversions = conversions;
        this.invitations = invitations;
        this.customers = customers;
        this.relations = relations;
    }

    @Override
    public String name() {
        return "relation.lead";
    }

    @Override
    public StreamSource<CustomerChange> source() {
        return CustomerDirectory.STREAM;
    }

    @Override
    public int batchSize() {
        return 100;
    }

    @Override
    public void apply(List<CustomerChange> rows) {
        List<CustomerChange> news = rows.stream()
                .filter(row -> MAY_BRING_A_NUMBER.contains(row.kind()))
                .toList();
        Map<CustomerId, CustomerCard> cards =
                customers.cards(news.stream().map(CustomerChange::customer).toList());
        news.stream().filter(row -> hasNumber(cards.get(row.customer()))).forEach(this::look);
    }

    private static boolean hasNumber(@Nullable CustomerCard card) {
        return card != null && card.maskedPhone() != null;
    }

    private void look(CustomerChange change) {
        CustomerId customer = customers.survivor(change.customer());
        invitations.verified(customer);
        Optional<StaffId> friend = relations.followersOf(customer).stream().findFirst();
        friend.ifPresent(guide -> conversions.arrived(customer, guide, List.of(), change.at()));
    }
}
