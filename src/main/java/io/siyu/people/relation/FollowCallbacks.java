package io.siyu.people.relation;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.relation.Follows.Sighting;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Learns from WeChat Work who became whose friend and who deleted whom. */
@Component
class FollowCallbacks implements InboxStep {

    private static final Map<String, Observation.Kind> KINDS = Map.of(
            "add_external_contact", Observation.Kind.ADDED,
            "add_half_external_contact", Observation.Kind.ADDED,
            "del_external_contact", Observation.Kind.DELETED_BY_STAFF,
            "del_follow_user", Observation.Kind.DELETED_BY_CUSTOMER);

    /** The event and the list of friends may be a moment apart about the same beginning. */
    private static final Duration SAME_BEGINNING = Duration.ofSeconds(5);

    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final Follows follows;

    FollowCallbacks(CustomerDirectory customers, StaffDirectory staff, Follows follows) {
        this.customers = customers;
        this.staff = staff;
        this.follows = follows;
    }

    @Override
    public String name() {
        return "relation.follow";
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    public boolean wants(Callback callback) {
        return "change_external_contact".equals(callback.event())
                && (KINDS.containsKey(callback.changeType()) || "edit_external_contact".equals(callback.changeType()))
                && callback.staffUserId() != null
                && callback.externalUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        Optional<ExternalContact> contact = callback.contact();
        return () -> take(callback, contact);
    }

    private void take(Callback callback, Optional<ExternalContact> contact) {
        RelationKey key = new RelationKey(required(callback.staffUserId()), required(callback.externalUserId()));
        StaffMember member = staff.byUserId(key.wecomUserId())
                .orElseThrow(() -> new IllegalStateException(
                        key.wecomUserId() + " is not in our directory yet; tried again once it was read"));
        Optional<io.siyu.gateway.wecom.Follow> listed = contact.flatMap(known -> known.followOf(key.wecomUserId()));
        follows.see(new Sighting(
                customer(key, contact, callback.occurredAt()),
                member.id(),
                key,
                seen(callback, listed),
                listed.map(io.siyu.gateway.wecom.Follow::createdAt).orElse(null),
                listed.map(FollowCallbacks::addedBy).orElse(AddedBy.UNKNOWN),
                listed.map(io.siyu.gateway.wecom.Follow::remark).orElse(null)));
    }

    private static List<Observation> seen(Callback callback, Optional<io.siyu.gateway.wecom.Follow> listed) {
        Observation.Kind kind = KINDS.get(callback.changeType());
        if (kind == null) {
            return List.of();
        }
        if (isTransfer(callback)) {
            return List.of(Observation.deleted(Observation.Kind.HANDED_OVER, callback.occurredAt()));
        }
        if (kind != Observation.Kind.ADDED) {
            return List.of(Observation.deleted(kind, callback.occurredAt()));
        }
        int addWay = listed.filter(follow -> near(follow.createdAt(), callback.occurredAt()))
                .map(io.siyu.gateway.wecom.Follow::addWay)
                .orElse(0);
        String state = callback.state() != null
                ? callback.state()
                : listed.filter(follow -> near(follow.createdAt(), callback.occurredAt()))
                        .map(io.siyu.gateway.wecom.Follow::state)
                        .orElse(null);
        return List.of(Observation.added(callback.occurredAt(), new AddedBy(addWay, state)));
    }

    /** A deletion that no employee made: the customer was handed over. */
    private static boolean isTransfer(Callback callback) {
        return "del_external_contact".equals(callback.changeType())
                && "DELETE_BY_TRANSFER".equals(callback.field("Source"));
    }

    private CustomerId customer(RelationKey key, Optional<ExternalContact> contact, Instant at) {
        Identity identity = Identity.externalUserId(key.externalUserId());
        return customers
                .find(identity)
                .orElseGet(() -> customers.findOrCreate(
                        List.of(identity),
                        contact.map(known -> Profile.named(known.name())).orElse(Profile.UNKNOWN),
                        at));
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME_BEGINNING) <= 0;
    }

    private static AddedBy addedBy(io.siyu.gateway.wecom.Follow follow) {
        return new AddedBy(follow.addWay(), follow.state());
    }

    private static String required(@Nullable String value) {
        return Objects.requireNonNull(value);
    }
}
