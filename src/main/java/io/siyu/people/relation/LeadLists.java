package io.siyu.people.relation;

import io.siyu.people.relation.lead.ListMaking;
import io.siyu.shared.StaffId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of telephone numbers that come from elsewhere than a file. */
@Component
public class LeadLists {

    private final ListMaking making;

    LeadLists(ListMaking making) {
        this.making = making;
    }

    /** What came of a call. */
    public enum Called {
        WILL_ADD,
        NO_ANSWER,
        WRONG_NUMBER
    }

    /**
     * One line of a list.
     *
     * @param guide who has the lead; absent: it waits in the pool
     * @param called what came of calling; absent: nobody did
     */
    public record Person(
            String phone,
            String name,
            String remark,
            @Nullable StaffId guide,
            @Nullable Called called) {}

    /**
     * Numbers that are open in another list, or never to be called, are left out; those of friends count as won.
     *
     * @param byName who is said to have made it
     * @return its id
     */
    public long create(String name, String source, String byName, List<Person> people) {
        return making.make(name, source, byName, people);
    }
}
