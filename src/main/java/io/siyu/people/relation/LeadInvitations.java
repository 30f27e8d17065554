package io.siyu.people.relation;

import io.siyu.people.relation.lead.Invitations;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Links of lists that were made out to one person: what a visit must tell, and who hears that the person became a friend. */
@Component
public class LeadInvitations {

    /** The parameter of the address under which the visit names whom it was made out to. */
    public static final String PARAMETER = Invitations.PARAMETER;

    private final Invitations invitations;

    LeadInvitations(Invitations invitations) {
        this.invitations = invitations;
    }

    /** Somebody became a friend by this link; told twice, it counts once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void accepted(String invitation, CustomerId customer, StaffId guide, Instant at) {
        invitations.accepted(invitation, customer, guide, at);
    }
}
