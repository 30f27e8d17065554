package io.siyu.people.relation;

import io.siyu.people.staff.Store;
import org.jspecify.annotations.Nullable;

/** A friendship with the names a page shows. */
public record FollowView(
        Follow follow, String staffName, @Nullable Store store) {}
