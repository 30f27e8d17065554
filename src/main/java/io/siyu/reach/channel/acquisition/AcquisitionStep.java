package io.siyu.reach.channel.acquisition;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.tag.Provenance;
import io.siyu.people.tag.Tags;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Acquired;
import io.siyu.reach.channel.acquisition.Talks.Pair;
import io.siyu.reach.channel.admission.ScanRows;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.reach.channel.landing.Leases.Origin;
import io.siyu.reach.channel.remark.Remarks;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A new friend: which code and which scan they came by, frozen once; tagged; told upwards. */
@Component
class AcquisitionStep implements InboxStep {

    private static final Set<String> ADDED = Set.of("add_external_contact", "add_half_external_contact");

    /** By whichever shop: the source of the fact says where. */
    private static final String BOUGHT = "order.paid";

    private final CodeRows codes;
    private final Leases leases;
    private final ScanRows scans;
    private final Acquisitions acquisitions;
    private final Talks talks;
    private final Remarks remarks;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final Tags tags;
    private final Timeline timeline;
    private final BrandZone zone;

    AcquisitionStep(
            CodeRows codes,
            Leases leases,
            ScanRows scans,
            Acquisitions acquisitions,
            Talks talks,
            Remarks remarks,
            CustomerDirectory customers,
            StaffDirectory staff,
            Tags tags,
            Timeline timeline,
            BrandZone zone) {
        this.codes = codes;
        this.leases = leases;
        this.scans = scans;
        this.acquisitions = acquisitions;
        this.talks = talks;
        this.remarks = remarks;
        this.customers = customers;
        this.staff = staff;
        this.tags = tags;
        this.timeline = timeline;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "channel.acquisition";
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public boolean wants(Callback callback) {
        return ADDED.contains(callback.changeType())
                && callback.externalUserId() != null
                && callback.staffUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        String state = stateOf(callback);
        return () -> {
            if (state != null) {
                acquire(callback, state);
            }
        };
    }

    /** What the callback lacks the platform's own record of the friendship may have. */
    private static @Nullable String stateOf(Callback callback) {
        String told = callback.state();
        String userId = callback.staffUserId();
        if (told != null || userId == null) {
            return told;
        }
        return callback.contact()
                .flatMap((ExternalContact contact) -> contact.followOf(userId))
                .map(Follow::state)
                .filter(state -> !state.isEmpty())
                .orElse(null);
    }

    private void acquire(Callback callback, String state) {
        Optional<CustomerId> customer = Optional.ofNullable(callback.externalUserId())
                .flatMap(id -> customers.find(Identity.externalUserId(id)))
                .map(customers::hold);
        Optional<StaffMember> guide =
                Optional.ofNullable(callback.staffUserId()).flatMap(staff::byUserId);
        if (customer.isEmpty() || guide.isEmpty()) {
            return;
        }
        if (acquisitions.counted(customer.get(), guide.get().id())) {
            remarks.accepted(customer.get(), guide.get().id());
        } else {
            leases.consume(state, callback.occurredAt()).ifPresent(origin -> {
                count(customer.get(), guide.get(), origin, callback.occurredAt());
                if (origin.link()) {
                    talks.added(Pair.of(callback), customer.get(), guide.get());
                }
            });
        }
    }

    private void count(CustomerId customer, StaffMember guide, Origin origin, Instant at) {
        LiveCode code = codes.find(origin.codeId()).orElseThrow();
        Optional<Long> id = acquisitions.freeze(
                new Acquisitions.Add(customer, guide, code, origin, at),
                timeline.first(customer, BOUGHT, Instant.EPOCH));
        if (id.isEmpty()) {
            return;
        }
        if (origin.visitor() != null) {
            scans.known(origin.visitor(), customer);
        }
        LocalDateTime moment = LocalDateTime.ofInstant(at, zone.zone());
        tags.apply(customer, code.tagsAt(moment), new Provenance(Provenance.Kind.CODE, Long.toString(code.id())));
        remarks.order(id.get(), code.id(), at, code.remarkAt(moment));
        record(new Acquired(customer, guide.id(), code.id(), at).activity(code.name(), id.get()), origin);
        acquisitions.countAdd(code.id(), guide.id(), zone.dateOf(at), origin.late());
    }

    private void record(Activity acquired, Origin origin) {
        Long scanId = origin.scanId();
        Instant scannedAt = origin.scannedAt();
        if (scanId != null && scannedAt != null) {
            timeline.record(new Activity(
                    acquired.customer(), "scan", scannedAt, 0, acquired.attributes(), "channel", "scan:" + scanId));
        }
        timeline.record(acquired);
    }
}
