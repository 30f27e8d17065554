package io.siyu.people.relation;

import io.siyu.shared.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of telephone numbers.
 *
 * @param guide who has the lead; absent: it waits in the pool
 * @param called what came of calling; absent: nobody did
 */
public record ListedPerson(
        String phone,
        String name,
        String remark,
        @Nullable StaffId guide,
        @Nullable Called called) {

    /** What came of a call. */
    public enum Called {
        WILL_ADD,
        NO_ANSWER,
        WRONG_NUMBER
    }
}
