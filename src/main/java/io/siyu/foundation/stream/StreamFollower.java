package io.siyu.foundation.stream;

import java.util.List;

/** Reads a stream from its beginning, each row once, in the order in which transactions began and rows were written. */
public interface StreamFollower<T> {

    /** Unique and stable: the cursor is kept under it. {@code segment.activity} */
    String name();

    StreamSource<T> source();

    /**
     * Does what these rows ask for, inside the transaction that moves the cursor: both happen or neither does. It must not call
     * the outside and should stay well under a second.
     */
    void apply(List<T> rows);

    default int batchSize() {
        return 500;
    }
}
