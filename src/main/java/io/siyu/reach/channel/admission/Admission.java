package io.siyu.reach.channel.admission;

import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.LiveCode;

/** What became of a visitor who opened a code. */
public sealed interface Admission {

    /**
     * A guide took them.
     *
     * @param again the same visitor as a moment ago: the same guide, the same place, no second scan
     */
    record Taken(LiveCode code, StaffMember guide, long scanId, long stateId, String qrUrl, boolean again)
            implements Admission {}

    /** Nobody can take them now; written down all the same. */
    record Nobody(LiveCode code) implements Admission {}

    /** Their guide's contact way is being made this moment: they are let in when they ask again. Nothing is written down. */
    record Soon() implements Admission {}

    /** There is no such code, or it is out of use. */
    record Closed() implements Admission {}

    /** So many scan this code at once that they could not be taken in. */
    record Busy() implements Admission {}
}
