package io.siyu.foundation.transfer;

import io.siyu.shared.DomainException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that rows of a file can be taken into. */
public interface ImportTarget {

    /** Unique, stable: {@code customer-tags}. Its name for people is {@code transfer.target.<name>} in the bundles. */
    String name();

    /** The right to change what the rows change. */
    String permission();

    List<Field> fields();

    /**
     * Takes rows over, in the name and inside the scope of who brought them, all in the transaction that is open; or only says what it
     * would refuse. A row that was taken before changes nothing.
     *
     * @param rows the texts by the keys of the fields; empty cells are not there
     * @param dry nothing is to be changed
     * @return what became of each row, or would become
     */
    List<Outcome> take(List<Map<String, String>> rows, boolean dry);

    /**
     * The same for a target of which there are several.
     *
     * @param about which of them, as the address of the upload said it; empty for a target that is one
     */
    default List<Outcome> take(String about, List<Map<String, String>> rows, boolean dry) {
        return take(rows, dry);
    }

    /** Before the title of a column that is none of the fields, as a key. */
    String OTHER = "other:";

    /** Whether columns that are none of the fields are given too, under {@link #OTHER} and their title. */
    default boolean takesOtherColumns() {
        return false;
    }

    /** What the template shows under its titles, in the order of the fields. */
    default List<List<String>> examples() {
        return List.of();
    }

    /** What a row does. */
    enum Effect {
        CREATED,
        CHANGED,
        /** It is there just so already. */
        NONE,
        REFUSED
    }

    /** @param refusal why it was refused */
    record Outcome(Effect effect, @Nullable DomainException refusal) {

        public static Outcome of(Effect effect) {
            return new Outcome(effect, null);
        }

        public static Outcome refused(DomainException refusal) {
            return new Outcome(Effect.REFUSED, refusal);
        }
    }

    /**
     * A column that is looked for in the file.
     *
     * @param code the key of its title in the bundles; the file must have a column called so
     */
    record Field(String key, String code, boolean required) {}
}
