package io.siyu.people.tag;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.FollowStarted;
import io.siyu.people.staff.StaffDirectory;
import java.util.Objects;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Learns that an employee changed tags in a client, or somebody the library in WeChat Work's console. What changed is read in the one
 * lane that also writes, so that reading never overtakes our own writing. What we change ourselves calls nobody back.
 */
@Component
class TagCallbacks implements InboxStep {

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
        return "change_external_tag".equals(callback.event()) || edited(callback);
    }

    @Override
    public Runnable prepare(Callback callback) {
        return edited(callback) ? () -> readAgain(callback) : library::requestSync;
    }

    /** A new friendship gets the tags that the customer has, and gives those that the employee put on it. */
    @ApplicationModuleListener
    void on(FollowStarted started) {
        pushes.read(started.customer(), started.staff(), started.at());
    }

    private void readAgain(Callback callback) {
        String external = Objects.requireNonNull(callback.externalUserId());
        String user = Objects.requireNonNull(callback.staffUserId());
        customers
                .find(Identity.externalUserId(external))
                .ifPresent(customer -> staff.byUserId(user)
                        .ifPresent(member -> pushes.read(customer, member.id(), callback.occurredAt())));
    }

    private static boolean edited(Callback callback) {
        return "change_external_contact".equals(callback.event())
                && "edit_external_contact".equals(callback.changeType())
                && callback.staffUserId() != null
                && callback.externalUserId() != null;
    }
}
