package io.siyu.gateway.wecom;

import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What we believe of friendships, to be compared with what WeChat Work says. */
public interface KnownFriendships {

    /** The employee's name; empty while they are not in our directory, and nothing can be taken in of their friends. */
    Optional<String> employee(String userId);

    /** The employees who work for us, as far as we know, or have friends among customers. */
    Set<String> employees();

    /** Those of these customers whom we take for friends of the employee. */
    Set<String> friendsAmong(String userId, Collection<String> externalUserIds);

    /** All whom we take for friends of the employee since before this moment. */
    Set<String> friendsOf(String userId, Instant before);

    /** Who these are to us, as far as we know them. */
    Map<String, CustomerId> customers(Collection<String> externalUserIds);
}
