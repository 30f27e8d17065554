package io.siyu.people.customer;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.InboxStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Somebody became an employee's friend, or changed there: who that is, by the keys that WeChat Work tells. */
@Component
class ContactStep implements InboxStep {

    private static final Set<String> CHANGES =
            Set.of("add_external_contact", "add_half_external_contact", "edit_external_contact");

    private final Sightings sightings;
    private final People people;

    ContactStep(Sightings sightings, People people) {
        this.sightings = sightings;
        this.people = people;
    }

    @Override
    public String name() {
        return "customer.contact";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public boolean wants(Callback callback) {
        return callback.event().equals("change_external_contact")
                && CHANGES.contains(callback.changeType())
                && callback.externalUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        String externalUserId = callback.externalUserId();
        if (externalUserId == null) {
            return () -> {};
        }
        Optional<ExternalContact> contact = callback.contact();
        Instant at = callback.occurredAt();
        return () -> take(externalUserId, contact, at);
    }

    private void take(String externalUserId, Optional<ExternalContact> contact, Instant at) {
        List<Identity> keys = Identity.of(externalUserId, contact);
        sightings.see(keys, contact.map(Profile::of).orElse(Profile.UNKNOWN), at, people::overwrite);
    }
}
