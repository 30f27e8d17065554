package io.siyu.people.relation.handover;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.Successions;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Hears that a customer moved to another employee, or would not. */
@Component
class HandoverCallbacks implements InboxStep {

    private final Items items;
    private final Endings endings;
    private final Successions successions;
    private final StaffDirectory staff;
    private final CustomerDirectory customers;

    HandoverCallbacks(
            Items items, Endings endings, Successions successions, StaffDirectory staff, CustomerDirectory customers) {
        this.items = items;
        this.endings = endings;
        this.successions = successions;
        this.staff = staff;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "relation.handover";
    }

    /** After the friendship itself. */
    @Override
    public int rank() {
        return 31;
    }

    @Override
    public boolean wants(Callback callback) {
        return "change_external_contact".equals(callback.event())
                && callback.staffUserId() != null
                && callback.externalUserId() != null
                && (isMove(callback) || "transfer_fail".equals(callback.changeType()));
    }

    private static boolean isMove(Callback callback) {
        return "del_external_contact".equals(callback.changeType())
                && "DELETE_BY_TRANSFER".equals(callback.field("Source"));
    }

    @Override
    public Runnable prepare(Callback callback) {
        String userId = Objects.requireNonNull(callback.staffUserId());
        String external = Objects.requireNonNull(callback.externalUserId());
        return () -> staff.byUserId(userId).map(StaffMember::id).ifPresent(member -> {
            if (isMove(callback)) {
                moved(member, external, callback.occurredAt());
            } else {
                failed(member, external, "customer_limit_exceed".equals(callback.field("FailReason")));
            }
        });
    }

    /** One that we asked for, or one that somebody made in WeChat Work's own administration. */
    private void moved(StaffId from, String external, Instant at) {
        Optional<Items.Item> ours = items.openOf(from, external);
        if (ours.isPresent()) {
            endings.moved(ours.get(), at);
        } else if (items.doneOf(from, external, at).isEmpty()) {
            customers
                    .find(Identity.externalUserId(external))
                    .ifPresent(customer -> successions.happenedElsewhere(customer, from, at));
        }
    }

    /** The platform names who was to take over. */
    private void failed(StaffId to, String external, boolean full) {
        for (Items.Item item : items.openTo(to, external)) {
            if (full) {
                endings.takeoverFull(item);
            } else {
                endings.refused(item);
            }
        }
    }
}
