package io.siyu.foundation.privacy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a module keeps about a person. Every module that keeps something implements it once. */
public interface PersonalData {

    /** The module's name: {@code order}. The part of the tree, and of the erasure, that is its own. */
    String part();

    /** Everything it keeps, by name of the list; rows in the words of the database. May be long, never somebody else's. */
    Map<String, List<Map<String, Object>>> export(Person person);

    /**
     * Forgets who it was, in the transaction that writes down that this part is done. Repeating it does no harm. Money, stock and counts
     * stay; what says who, where or what was said goes.
     */
    void erase(Person person);

    /** Whether this part knows under which keys the others find the person: then it is erased last, or a crash would lose the others. */
    default boolean keepsTheKeys() {
        return false;
    }

    /** The code of why this person cannot be erased yet, if so: an order under way still needs its address. */
    default Optional<String> obstacle(Person person) {
        return Optional.empty();
    }
}
