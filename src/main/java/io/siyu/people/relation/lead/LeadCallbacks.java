package io.siyu.people.relation.lead;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Somebody became a friend, or the guide wrote something down about a friend: maybe it is one of the leads. */
@Component
class LeadCallbacks implements InboxStep {

    private static final String EDITED = "edit_external_contact";
    private static final Set<String> NEWS = Set.of("add_external_contact", "add_half_external_contact", EDITED);

    private final Conversions conversions;
    private final NotedPhones noted;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;

    LeadCallbacks(Conversions conversions, NotedPhones noted, CustomerDirectory customers, StaffDirectory staff) {
        this.conversions = conversions;
        this.noted = noted;
        this.customers = customers;
        this.staff = staff;
    }

    @Override
    public String name() {
        return "relation.lead";
    }

    /** After the friendship and the handover. */
    @Override
    public int rank() {
        return 32;
    }

    @Override
    public boolean wants(Callback callback) {
        return "change_external_contact".equals(callback.event())
                && NEWS.contains(callback.changeType())
                && callback.staffUserId() != null
                && callback.externalUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        String userId = Objects.requireNonNull(callback.staffUserId());
        Identity friend = Identity.externalUserId(Objects.requireNonNull(callback.externalUserId()));
        Optional<Follow> listed = callback.contact().flatMap(contact -> contact.followOf(userId));
        List<String> mobiles = listed.map(Follow::mobiles).orElse(List.of());
        return () -> staff.byUserId(userId)
                .map(StaffMember::id)
                .filter(guide -> listed.isPresent())
                .ifPresent(guide -> customers.find(friend).ifPresent(customer -> {
                    if (EDITED.equals(callback.changeType()) || !mobiles.isEmpty()) {
                        noted.are(customer, guide, mobiles);
                    }
                    conversions.arrived(customer, guide, mobiles, callback.occurredAt());
                }));
    }
}
