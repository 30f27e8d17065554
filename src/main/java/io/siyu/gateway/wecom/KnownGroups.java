package io.siyu.gateway.wecom;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What we believe of customer groups, to be compared with what WeChat Work says. */
public interface KnownGroups {

    /** How what we believe of a group stands to what the platform says. */
    enum Standing {
        /** We do not know the group. */
        UNKNOWN,
        SAME,
        /** Its name, its owner or who is in it is otherwise, or we take it for dissolved. */
        OTHER,
        /** Somebody is on the way to look already. */
        BEING_READ
    }

    Standing standing(GroupChats.GroupChat told);

    /** All that we take for living since before this moment, but those that somebody is on the way to look at. */
    Set<String> living(Instant before);

    /** What these groups are called, as far as we know. */
    Map<String, String> names(Collection<String> chatIds);
}
