package io.siyu.people.tag;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Learns that an employee changed tags in a client, or somebody the library in WeChat Work's console. What changed is read in the one
 * lane that also writes, so that reading never overtakes our own writing. What we change ourselves calls nobody back.
 */
@Component
class TagCallbacks implements InboxStep {

    private static final String EDITED = "edit_external_contact";
    private static final Set<String> CHANGES = Set.of("add_external_contact", "add_half_external_contact", EDITED);

    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final PushQueue pushes;
    private final CorpLibrary library;

    TagCallbacks(CustomerDirectory customers, StaffDirectory staff, PushQueue pushes, CorpLibrary library) {
        this.customers = customers;
        this.staff = staff;
        this.pushes = pushes;
        this.library = library;
    }

    @Override
    public String name() {
        return "tag.changes";
    }

    @Override
    public int rank() {
        return 50;
    }

    @Override
    public boolean wants(Callback callback) {
        return "change_external_tag".equals(callback.event()) || aboutOneFriendship(callback);
    }

    @Override
    public Runnable prepare(Callback callback) {
        if (!aboutOneFriendship(callback)) {
            return library::requestSync;
        }
        boolean bare = !callback.changeType().equals(EDITED) && bare(callback);
        return () -> read(callback, bare);
    }

    /** Whether the platform shows the friendship, and no tag on it. */
    private static boolean bare(Callback callback) {
        String user = Objects.requireNonNull(callback.staffUserId());
        return callback.contact()
                .flatMap(contact -> contact.followOf(user))
                .filter(follow -> follow.tags().isEmpty())
                .isPresent();
    }

    /** @param bare without a tag of its own, so that only those of the customer matter */
    private void read(Callback callback, boolean bare) {
        String external = Objects.requireNonNull(callback.externalUserId());
        String user = Objects.requireNonNull(callback.staffUserId());
        customers
                .find(Identity.externalUserId(external))
                .filter(customer -> !bare || pushes.tagged(customer))
                .ifPresent(customer -> staff.byUserId(user)
                        .ifPresent(member -> pushes.read(customer, member.id(), callback.occurredAt())));
    }

    /** One that began gets the tags that the customer has, and gives those that the employee put on it, like one that was edited. */
    private static boolean aboutOneFriendship(Callback callback) {
        return "change_external_contact".equals(callback.event())
                && CHANGES.contains(callback.changeType())
                && callback.staffUserId() != null
                && callback.externalUserId() != null;
    }
}
