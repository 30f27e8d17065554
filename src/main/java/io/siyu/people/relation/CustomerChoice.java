package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import java.util.Collection;
import java.util.Set;

/** What a floor above knows of customers and a handover is made by: who has a tag, who is in a segment. */
public interface CustomerChoice {

    /** By what is chosen. */
    enum By {
        TAG,
        SEGMENT
    }

    By by();

    /**
     * Those of these customers who are chosen.
     *
     * @param id of the tag or the segment; nobody is chosen by one that is not there
     */
    Set<CustomerId> among(long id, Collection<CustomerId> customers);
}
