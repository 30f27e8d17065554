package io.siyu.gateway.wecom;

import org.jspecify.annotations.Nullable;

/**
 * A tag on a friendship.
 *
 * @param tagId absent for an employee's personal tag
 * @param name empty where the platform gave the id only (reading by employee)
 * @param type 1 of the corporation, 2 personal, 3 of a strategy
 */
public record FollowTag(@Nullable String tagId, String name, String groupName, int type) {}
