package io.siyu.people.relation;

import org.jspecify.annotations.Nullable;

/**
 * How two became friends.
 *
 * @param addWay as WeChat Work numbers it: 1 scan, 6 WeChat contact, 202 assigned, 0 unknown, …
 * @param state what the contact way carried; what a live code is found by
 */
public record AddedBy(int addWay, @Nullable String state) {

    static final AddedBy UNKNOWN = new AddedBy(0, null);

    /** Nothing is known of it. */
    boolean isUnknown() {
        return addWay == 0 && state == null;
    }
}
