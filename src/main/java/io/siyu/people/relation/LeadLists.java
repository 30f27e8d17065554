package io.siyu.people.relation;

import io.siyu.people.relation.lead.ListMaking;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists of telephone numbers that come from elsewhere than a file. */
@Component
public class LeadLists {

    private final ListMaking making;

    LeadLists(ListMaking making) {
        this.making = making;
    }

    /**
     * Numbers that are open in another list, or never to be called, are left out; those of friends count as won.
     *
     * @param byName who is said to have made it
     * @return its id
     */
    public long create(String name, String source, String byName, List<ListedPerson> people) {
        return making.make(name, source, byName, people);
    }
}
