package io.siyu.people.customer;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.InboxStep;
import java.time.Instant;
import java.util.ArrayList;
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
        List<Identity> keys = new ArrayList<>(List.of(Identity.externalUserId(externalUserId)));
        contact.map(ExternalContact::unionId)
                .filter(unionId -> !unionId.isBlank())
                .map(Identity::unionId)
                .ifPresent(keys::add);
        Profile profile = contact.map(ContactStep::profile).orElse(Profile.UNKNOWN);
        sightings.see(keys, profile, at, people::overwrite);
    }

    /** Only what the platform says; "unknown" must not wipe out what an operator wrote. */
    private static Profile profile(ExternalContact contact) {
        Gender gender = switch (contact.gender()) {
            case 1 -> Gender.MALE;
            case 2 -> Gender.FEMALE;
            default -> null;
        };
        return new Profile(contact.name().isBlank() ? null : contact.name(), contact.avatar(), gender, null);
    }
}
