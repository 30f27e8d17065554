package io.siyu.reach.channel.remark;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.RelationKey;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.remark.RemarkWords.Facts;
import io.siyu.reach.channel.remark.Remarks.Remark;
import io.siyu.reach.channel.remark.Remarks.Status;
import io.siyu.shared.BrandZone;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes remarks on new friends, one after the other. What stands there is read first: a guide's own words stay. To write the same twice
 * does no harm, so what may have happened is simply done again.
 */
@Component
class RemarkWork implements PolledWork {

    private static final int NOT_FRIENDS = 84061;
    private static final int GIVE_UP_AFTER = 12;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Remarks remarks;
    private final Relations relations;
    private final Contacts contacts;
    private final StaffDirectory staff;
    private final Stores stores;
    private final BrandZone zone;

    RemarkWork(
            Remarks remarks,
            Relations relations,
            Contacts contacts,
            StaffDirectory staff,
            Stores stores,
            BrandZone zone) {
        this.remarks = remarks;
        this.relations = relations;
        this.contacts = contacts;
        this.staff = staff;
        this.stores = stores;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "channel.remarks";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    /** The platform takes most of the time, and takes few at once. */
    @Override
    public int threads() {
        return 2;
    }

    /** Where the calls are used up the next would only be refused as well. */
    @Override
    public boolean workOnce() {
        Optional<Remark> claimed = remarks.claim();
        if (claimed.isEmpty()) {
            return false;
        }
        Remark remark = claimed.get();
        try {
            CallLane.BULK.run(() -> write(remark));
            return true;
        } catch (WeComException e) {
            postpone(remark, e);
            return e.kind() != WeComException.Kind.LIMITED;
        }
    }

    private void write(Remark remark) {
        Optional<RelationKey> key = relations.keyOf(remark.customer(), remark.staff());
        Optional<ExternalContact> contact = key.flatMap(known -> contacts.get(known.externalUserId()));
        Optional<Follow> follow =
                contact.flatMap(known -> known.followOf(key.orElseThrow().wecomUserId()));
        if (key.isEmpty() || contact.isEmpty() || follow.isEmpty()) {
            gone(remark);
            return;
        }
        Facts facts = facts(remark, contact.get());
        String name = contact.get().name();
        String words = allowed(
                remark,
                RemarkWords.remark(remark.rule().pattern(), facts),
                follow.get().remark(),
                name);
        String description = allowed(
                remark,
                RemarkWords.description(remark.rule().description(), facts),
                follow.get().description(),
                "");
        if (words != null || description != null) {
            remarks.saying(remark, words, description);
            contacts.remark(key.get().wecomUserId(), key.get().externalUserId(), words, description);
        }
        remarks.written(remark, words);
    }

    /** @return what is to be written in place of what is there; absent: it stays */
    private @Nullable String allowed(Remark remark, String wanted, String there, String untouched) {
        boolean free =
                remark.rule().overwrite() || there.isBlank() || there.equals(untouched) || remarks.ours(remark, there);
        return free && !wanted.isEmpty() ? wanted : null;
    }

    private Facts facts(Remark remark, ExternalContact contact) {
        Optional<StaffMember> guide = staff.find(remark.staff());
        return new Facts(
                contact.name(),
                guide.map(StaffMember::name).orElse(""),
                guide.map(StaffMember::storeId)
                        .flatMap(stores::find)
                        .map(Store::name)
                        .orElse(""),
                remark.codeName(),
                zone.dateOf(remark.at()));
    }

    private void postpone(Remark remark, WeComException e) {
        if (e.code() == NOT_FRIENDS) {
            gone(remark);
        } else if (e.kind() == WeComException.Kind.REFUSED) {
            remarks.settle(remark, Status.FAILED, e.word());
        } else {
            remarks.later(remark, slower(remark), e.word());
        }
    }

    /** The guide may only have to accept them yet. */
    private void gone(Remark remark) {
        String why = WeComException.Kind.REFUSED + " " + NOT_FRIENDS;
        if (remark.attempts() >= GIVE_UP_AFTER) {
            remarks.settle(remark, Status.GONE, why);
        } else {
            remarks.later(remark, slower(remark), why);
        }
    }

    private static Duration slower(Remark remark) {
        return SOON.multipliedBy(1L << Math.min(remark.attempts(), 9));
    }
}
