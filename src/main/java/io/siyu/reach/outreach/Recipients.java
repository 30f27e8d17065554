package io.siyu.reach.outreach;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Purpose;
import io.siyu.people.relation.Follow;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the policy has to know of the one to be reached. */
@Component
class Recipients {

    private final CustomerDirectory customers;
    private final Relations relations;
    private final StaffDirectory staff;

    Recipients(CustomerDirectory customers, Relations relations, StaffDirectory staff) {
        this.customers = customers;
        this.relations = relations;
        this.staff = staff;
    }

    /** @param guide the friend who would do it, if there is one */
    record Recipient(ContactPolicy.Facts facts, @Nullable StaffMember guide) {}

    /** @param wanted the guide asked for; otherwise the owner, otherwise the oldest friend */
    Recipient of(CustomerId customer, @Nullable StaffId wanted, Purpose purpose) {
        boolean accepts = customers.accepts(customer, purpose);
        Stream<StaffId> inOrder = wanted == null
                ? Stream.concat(relations.ownerOf(customer).stream(), relations.followersOf(customer).stream())
                : Stream.of(wanted);
        Optional<Follow> follow = inOrder.map(one -> relations.find(customer, one))
                .flatMap(Optional::stream)
                .filter(Follow::active)
                .findFirst();
        Optional<StaffMember> guide =
                follow.flatMap(one -> staff.find(one.staff())).filter(StaffMember::active);
        if (guide.isEmpty()) {
            return new Recipient(new ContactPolicy.Facts(accepts, null, null), null);
        }
        return new Recipient(
                new ContactPolicy.Facts(
                        accepts,
                        guide.get().id().value(),
                        follow.map(Follow::addedAt).orElse(null)),
                guide.get());
    }
}
