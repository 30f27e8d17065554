package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.GroupChats.GroupChat;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do to groups in their clients; each is told to the app. */
@Component
@InSandbox
public class GroupDesk {

    private final GroupChats groups;
    private final WorkEvents events;
    private final Clock clock;

    GroupDesk(GroupChats groups, WorkEvents events, Clock clock) {
        this.groups = groups;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public GroupChat open(String name, String owner) {
        GroupChat made = groups.open(name, owner, clock.instant());
        events.groupChanged("create", made.chatId());
        return made;
    }

    @Transactional
    public void change(String chatId, @Nullable String name, @Nullable String owner, @Nullable Integer capacity) {
        if (name != null) {
            groups.rename(chatId, name);
            events.groupUpdated(chatId, "change_name");
        }
        if (owner != null) {
            groups.own(chatId, owner, clock.instant());
            events.groupUpdated(chatId, "change_owner");
        }
        if (capacity != null) {
            groups.hold(chatId, capacity);
        }
    }

    @Transactional
    public void dissolve(String chatId) {
        groups.dissolve(chatId, clock.instant());
        events.groupChanged("dismiss", chatId);
    }

    /** @return false when they are not in it */
    @Transactional
    public boolean leave(String chatId, String externalUserid) {
        boolean left = groups.leave(chatId, externalUserid);
        if (left) {
            events.groupUpdated(chatId, "del_member");
        }
        return left;
    }
}
