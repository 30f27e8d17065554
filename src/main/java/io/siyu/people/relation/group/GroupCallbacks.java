package io.siyu.people.relation.group;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Learns from WeChat Work that a group is other than it was: a hint to read it again soon. */
@Component
class GroupCallbacks implements InboxStep {

    private static final String DISSOLVED = "dismiss";
    private static final Set<String> TELLING = Set.of("create", "update", DISSOLVED);

    private final KnownChats chats;

    GroupCallbacks(KnownChats chats) {
        this.chats = chats;
    }

    @Override
    public String name() {
        return "relation.group";
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    public boolean wants(Callback callback) {
        return "change_external_chat".equals(callback.event())
                && TELLING.contains(callback.changeType())
                && callback.field("ChatId") != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        String chatId = Objects.requireNonNull(callback.field("ChatId"));
        boolean dissolved = DISSOLVED.equals(callback.changeType());
        return () -> {
            if (dissolved) {
                chats.dissolved(chatId, callback.occurredAt());
            } else {
                chats.changed(chatId, callback.occurredAt());
            }
        };
    }
}
