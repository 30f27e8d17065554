package io.siyu.people.tag;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.CorpTags;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.RelationKey;
import io.siyu.people.relation.Relations;
import io.siyu.people.tag.PushQueue.Push;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings one friendship after the other into line: what employees changed in their clients is taken over, what we have and WeChat Work
 * lacks is marked there. Read before written whenever the outcome of the last call is not known.
 */
@Component
class PushWork implements PolledWork {

    private static final int NOT_FRIENDS = 84061;
    private static final int UNKNOWN_TAG = 40068;
    private static final int TOO_OFTEN = 45009;
    private static final int GIVE_UP_AFTER = 12;

    private final PushQueue queue;
    private final PushLane lane;
    private final Library library;
    private final CorpLibrary corp;
    private final Tags tags;
    private final Relations relations;
    private final Contacts contacts;
    private final CorpTags platform;
    private final TransactionTemplate transaction;

    PushWork(
            PushQueue queue,
            PushLane lane,
            Library library,
            CorpLibrary corp,
            Tags tags,
            Relations relations,
            Contacts contacts,
            CorpTags platform,
            TransactionTemplate transaction) {
        this.queue = queue;
        this.lane = lane;
        this.library = library;
        this.corp = corp;
        this.tags = tags;
        this.relations = relations;
        this.contacts = contacts;
        this.platform = platform;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "tag.push";
    }

    @Override
    public boolean workOnce() {
        if (queue.next().isEmpty() || !lane.enter()) {
            return false;
        }
        try {
            Optional<Push> next = queue.next();
            next.ifPresent(push -> CallLane.BULK.run(() -> bringIntoLine(push)));
            return next.isPresent();
        } finally {
            lane.leave();
        }
    }

    private void bringIntoLine(Push push) {
        if (!relations.follows(push.staff(), push.customer())) {
            queue.known(push, Set.of(), true, "not friends");
            return;
        }
        RelationKey key = relations.keyOf(push.customer(), push.staff()).orElseThrow();
        try {
            Optional<Set<Long>> remote = push.unsure() ? read(push, key) : Optional.of(push.remote());
            if (remote.isEmpty()) {
                notFriends(push);
            } else {
                write(push, key, remote.get());
            }
        } catch (WeComException e) {
            refused(push, e);
        }
    }

    /** Takes over what employees did; empty when the two are no friends. */
    private Optional<Set<Long>> read(Push push, RelationKey key) {
        Optional<Follow> follow = contacts.get(key.externalUserId())
                .flatMap((ExternalContact known) -> known.followOf(key.wecomUserId()));
        if (follow.isEmpty()) {
            return Optional.empty();
        }
        List<String> wecomIds = follow.get().tags().stream()
                .map(tag -> tag.tagId())
                .filter(Objects::nonNull)
                .toList();
        Set<Long> remote = library.idsOf(wecomIds);
        if (remote.size() < wecomIds.size()) {
            corp.requestSync();
        }
        transaction.executeWithoutResult(status -> {
            Provenance employee = new Provenance(Provenance.Kind.WECOM, key.wecomUserId());
            tags.apply(push.customer(), ours(minus(remote, push.remote()), push), employee);
            tags.remove(push.customer(), ours(minus(push.remote(), remote), push), employee);
            queue.known(push, remote, false, null);
        });
        return Optional.of(remote);
    }

    /** Without what our own call, whose outcome we did not know, may have done. */
    private static Set<Long> ours(Set<Long> changed, Push push) {
        return minus(changed, push.attempt());
    }

    private void write(Push push, RelationKey key, Set<Long> remote) {
        Set<Long> desired = library.corpTagsOf(push.customer());
        Set<Long> add = minus(desired, remote);
        Set<Long> remove = minus(remote, desired);
        if (add.isEmpty() && remove.isEmpty()) {
            queue.known(push, remote, true, null);
            return;
        }
        Set<Long> touched = new LinkedHashSet<>(add);
        touched.addAll(remove);
        queue.attempt(push, touched);
        platform.mark(key.wecomUserId(), key.externalUserId(), library.wecomIdsOf(add), library.wecomIdsOf(remove));
        queue.known(push, desired, true, null);
    }

    private void notFriends(Push push) {
        relations.reportedGone(push.customer(), push.staff());
        queue.known(push, Set.of(), true, "not friends");
    }

    private void refused(Push push, WeComException e) {
        switch (e.kind()) {
            case LIMITED -> {
                if (e.code() == TOO_OFTEN) {
                    lane.pause(Duration.ofMinutes(1));
                }
                queue.later(push, jitter(), push.unsure(), e.getMessage() + "");
            }
            case MISCONFIGURED -> {
                lane.pause(Duration.ofMinutes(1));
                queue.later(push, backOff(push), push.unsure(), e.getMessage() + "");
            }
            case BUSY -> queue.later(push, backOff(push), push.unsure(), e.getMessage() + "");
            case UNKNOWN -> queue.later(push, backOff(push), true, e.getMessage() + "");
            case REFUSED -> refusedForGood(push, e);
        }
    }

    private void refusedForGood(Push push, WeComException e) {
        if (e.code() == NOT_FRIENDS) {
            notFriends(push);
        } else if (push.attempts() >= GIVE_UP_AFTER) {
            queue.known(push, push.remote(), true, e.getMessage());
        } else {
            if (e.code() == UNKNOWN_TAG) {
                corp.requestSync();
            }
            queue.later(push, backOff(push), true, e.getMessage() + "");
        }
    }

    /** Five at once are taken, more are not: a moment later there is room. */
    private static Duration jitter() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 500));
    }

    private static Duration backOff(Push push) {
        return Duration.ofSeconds(1L << Math.min(push.attempts(), 9));
    }

    private static Set<Long> minus(Set<Long> from, Set<Long> what) {
        Set<Long> left = new HashSet<>(from);
        left.removeAll(what);
        return left;
    }
}
