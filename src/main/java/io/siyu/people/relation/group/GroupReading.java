package io.siyu.people.relation.group;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CallLane;
import io.siyu.gateway.wecom.GroupChats;
import io.siyu.gateway.wecom.GroupChats.GroupChat;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.relation.group.KnownChats.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the platform for groups that are other than they were, once for all that happened to one meanwhile. */
@Component
class GroupReading implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(GroupReading.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofHours(6);

    private final KnownChats chats;
    private final GroupChats platform;
    private final Clock clock;

    GroupReading(KnownChats chats, GroupChats platform, Clock clock) {
        this.chats = chats;
        this.platform = platform;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "relation.groups";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean workOnce() {
        Optional<Due> due = chats.claim();
        due.ifPresent(one -> CallLane.OPERATOR.run(() -> read(one)));
        return due.isPresent();
    }

    private void read(Due due) {
        Instant at = clock.instant();
        try {
            Optional<GroupChat> told = platform.get(due.chatId());
            if (told.isPresent()) {
                chats.read(due, told.get(), at);
            } else {
                chats.gone(due, at, slower(due));
            }
        } catch (WeComException e) {
            log.info("The group {} is read later: {}", due.chatId(), e.word());
            chats.later(due, e.kind() == WeComException.Kind.REFUSED ? LATER : slower(due));
        }
    }

    private static Duration slower(Due due) {
        return SOON.multipliedBy(1L << Math.min(due.attempts(), 6));
    }
}
