package io.siyu.people.relation.handover;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.GroupChats;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.Groups;
import io.siyu.people.relation.handover.GroupRows.Group;
import io.siyu.people.relation.handover.GroupRows.Round;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives groups of running handovers to their new owners, as many as one may be given in a day, and finds out what they are called. */
@Component
class GroupWork implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(GroupWork.class);

    static final int MOST_A_DAY = 300;

    /** The day in which the platform counts. */
    static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int TOO_MANY_TODAY = 45009;
    private static final int NAMES_AT_ONCE = 20;
    /** The group belongs to the new owner already. */
    private static final Set<Integer> DONE_BEFORE = Set.of(90504, 90508);

    private final GroupRows rows;
    private final Troubles troubles;
    private final GroupChats groups;
    private final Groups known;
    private final StaffDirectory staff;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GroupWork(
            GroupRows rows,
            Troubles troubles,
            GroupChats groups,
            Groups known,
            StaffDirectory staff,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.troubles = troubles;
        this.groups = groups;
        this.known = known;
        this.staff = staff;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "relation.handover-groups";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        boolean named = name(rows.nameless(NAMES_AT_ONCE));
        Instant now = clock.instant();
        rows.lost(now);
        Optional<Round> round = transaction.execute(
                status -> rows.take(GroupChats.MOST_AT_ONCE, MOST_A_DAY, now, startOfDay(now), now.plus(LEASE)));
        if (round == null || round.isEmpty()) {
            return named;
        }
        give(round.get());
        return true;
    }

    private boolean name(List<String> chats) {
        try {
            chats.forEach(chat -> rows.name(
                    chat, groups.get(chat).map(GroupChats.GroupChat::name).orElse("")));
            return !chats.isEmpty();
        } catch (WeComException e) {
            log.info("What groups are called is asked later: {}", e.word());
            return false;
        }
    }

    private void give(Round round) {
        List<Group> asked = round.groups();
        String owner = staff.find(round.to()).map(StaffMember::wecomUserId).orElseThrow();
        try {
            // After a lost answer the platform is asked whose the group is.
            asked.stream().filter(Group::unsure).forEach(group -> look(group, owner));
            List<String> chats = asked.stream()
                    .filter(group -> !group.unsure())
                    .map(Group::chatId)
                    .toList();
            if (!chats.isEmpty()) {
                take(asked, groups.give(chats, owner, round.resigned()));
            }
            troubles.over(round.handover(), Troubles.With.GROUPS);
        } catch (WeComException e) {
            failed(round, e);
        }
    }

    private void look(Group group, String owner) {
        boolean given = groups.get(group.chatId())
                .map(GroupChats.GroupChat::ownerUserId)
                .filter(owner::equals)
                .isPresent();
        Instant now = clock.instant();
        if (given) {
            done(group, now);
        } else {
            rows.again(List.of(group.id()), now);
        }
    }

    /** What we did ourselves no callback tells. */
    private void done(Group group, Instant now) {
        rows.done(group.id(), now);
        known.changed(group.chatId());
    }

    private void take(List<Group> asked, Map<String, GroupChats.Failure> failures) {
        Instant now = clock.instant();
        for (Group group : asked) {
            GroupChats.Failure failure = failures.get(group.chatId());
            if (group.unsure()) {
                continue;
            }
            if (failure == null || DONE_BEFORE.contains(failure.code())) {
                done(group, now);
            } else if (failure.code() == TOO_MANY_TODAY) {
                rows.again(List.of(group.id()), startOfDay(now).plus(Duration.ofDays(1)));
            } else {
                rows.failed(List.of(group.id()), failure.code(), now);
            }
        }
    }

    private void failed(Round round, WeComException e) {
        List<Long> ids = round.groups().stream().map(Group::id).toList();
        Instant now = clock.instant();
        switch (e.kind()) {
            case REFUSED -> rows.failed(ids, e.code(), now);
            case UNKNOWN -> rows.unsure(ids, now.plusSeconds(5));
            case BUSY, LIMITED, MISCONFIGURED -> {
                List<Long> unsure = round.groups().stream()
                        .filter(Group::unsure)
                        .map(Group::id)
                        .toList();
                rows.unsure(unsure, now.plus(Troubles.PAUSE));
                rows.again(ids, now.plus(Troubles.PAUSE));
                troubles.tell(round.handover(), Troubles.With.GROUPS, e.word());
            }
        }
    }

    static Instant startOfDay(Instant now) {
        return now.atZone(PLATFORM).toLocalDate().atStartOfDay(PLATFORM).toInstant();
    }

    /** The groups of an employee, asked at the platform: not inside a transaction. */
    List<String> chatsOf(StaffId owner) {
        String userId = staff.find(owner).map(StaffMember::wecomUserId).orElseThrow();
        return groups.list(List.of(userId)).stream()
                .map(GroupChats.Listed::chatId)
                .toList();
    }
}
