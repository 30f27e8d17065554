package io.siyu.reach.sop;

import java.util.List;
import org.springframework.stereotype.Component;

/** Plans over time for one customer after another. */
@Component
public class Plans {

    /** A draft; the first step in the list is where customers begin. */
    public long create(String name, Trigger trigger, List<Step> steps) {
        throw new UnsupportedOperationException();
    }

    /** From now on customers enter, in the version as it stands. */
    public void publish(long planId) {
        throw new UnsupportedOperationException();
    }
}
