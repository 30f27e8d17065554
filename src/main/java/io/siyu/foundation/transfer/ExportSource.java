package io.siyu.foundation.transfer;

import io.siyu.shared.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that can be taken out as a file; it shows what the list shows to the same person, masked and inside his scope. */
public interface ExportSource {

    /** Unique, stable: {@code customers}. Its name for people is {@code transfer.list.<name>} in the bundles. */
    String name();

    /** The right to see the list. */
    String permission();

    /** @throws io.siyu.shared.DomainException when this is asked for without the right to it, or makes no sense */
    List<Column> columns(Asked asked);

    /**
     * How many rows there are, for the progress.
     *
     * @throws io.siyu.shared.DomainException when a filter makes no sense
     */
    long count(Asked asked);

    /** The next rows in the order of the list, some thousand at most; cells as the kinds of the columns want them. */
    Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size);
}
