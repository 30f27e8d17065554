package io.siyu.reach.channel.acquisition;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.acquisition.Talks.Pair;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Somebody won by an acquisition link wrote to the guide for the first time; of nobody else the platform tells it. */
@Component
class TalkStep implements InboxStep {

    private final Talks talks;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;

    TalkStep(Talks talks, CustomerDirectory customers, StaffDirectory staff) {
        this.talks = talks;
        this.customers = customers;
        this.staff = staff;
    }

    @Override
    public String name() {
        return "channel.talk";
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public boolean wants(Callback callback) {
        return callback.event().equals("customer_acquisition")
                && callback.changeType().equals("customer_start_chat")
                && callback.externalUserId() != null
                && callback.staffUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        return () -> talked(Pair.of(callback), callback.occurredAt());
    }

    /** To wait here for the add would hold the add back: callbacks of one relation follow each other. */
    private void talked(Pair pair, Instant at) {
        Optional<CustomerId> customer =
                customers.find(Identity.externalUserId(pair.externalUserId())).map(customers::hold);
        Optional<StaffMember> guide = staff.byUserId(pair.userId());
        boolean known = customer.isPresent() && guide.isPresent() && talks.talked(customer.get(), guide.get(), at);
        if (!known) {
            talks.keep(pair, at);
        }
    }
}
