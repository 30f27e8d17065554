package io.siyu.foundation.file;

import java.util.Collection;
import java.util.Set;

/** What a module's tables say about stored files, so that those nobody names any more can be swept away. */
public interface FileMentions {

    /** Of these paths, those that stand in the module's tables. */
    Set<String> mentioned(Collection<String> paths);

    /** The names of the uses whose files are swept, for who takes uploads: of a use that nobody names here everything stays. */
    default Set<String> sweptUses() {
        return Set.of();
    }
}
