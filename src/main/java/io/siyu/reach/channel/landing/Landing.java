package io.siyu.reach.channel.landing;

import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.LiveCode;
import org.jspecify.annotations.Nullable;

/** What a visitor of a live code is shown. */
public sealed interface Landing {

    /**
     * A guide, with a contact way of theirs.
     *
     * @param scanId absent where nobody was let in and a guide is shown all the same
     */
    record Guide(LiveCode code, StaffMember guide, @Nullable Long scanId, String qrUrl, boolean again)
            implements Landing {}

    /**
     * A guide, by their acquisition link: opening it is all the visitor does.
     *
     * @param url with the scan's token in it
     */
    record Link(LiveCode code, StaffMember guide, long scanId, String url) implements Landing {}

    /** The platform is just making what the visitor is to see. */
    record Soon() implements Landing {}

    /** Nobody can take the visitor now. */
    record Nobody(LiveCode code) implements Landing {}

    /**
     * What was set for when nobody can be shown.
     *
     * @param later whether it is worth coming back
     */
    record Instead(@Nullable String text, @Nullable String pictureUrl, boolean later) implements Landing {}

    /** There is no such code, or it is out of use. */
    record Closed() implements Landing {}

    /** So many scan this code at once that the visitor could not be taken in. */
    record Busy() implements Landing {}
}
