package io.siyu.foundation.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that rows are written to one after another, holding none of them. */
interface RowsFile extends Closeable {

    void write(List<@Nullable Object> row) throws IOException;
}
