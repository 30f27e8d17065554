package io.siyu.foundation.privacy;

import java.util.List;

/**
 * Under what a person's data lies.
 *
 * @param id the person, as they live now
 * @param ids that one, and every record merged into it
 * @param keys what platforms call the person: external user ids and open ids
 */
public record Person(long id, List<Long> ids, List<String> keys) {

    public Person {
        ids = List.copyOf(ids);
        keys = List.copyOf(keys);
    }
}
