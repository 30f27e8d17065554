package io.siyu.sandbox.work;

import java.time.Instant;

/** A tag of the corporation's library, with the group it stands in. */
public record CorpTag(String id, String groupId, String groupName, String name, long order, Instant createdAt) {}
