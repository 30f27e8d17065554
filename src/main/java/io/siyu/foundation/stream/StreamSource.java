package io.siyu.foundation.stream;

import org.springframework.jdbc.core.RowMapper;

/**
 * An append-only table that can be followed. It has the columns {@code id bigint generated always as identity},
 * {@code epoch integer default stream_current_epoch()} and {@code xid xid8 default pg_current_xact_id()}, and an index on
 * (epoch, xid, id). Nobody sets those three, nobody updates or deletes rows that a follower may not have seen.
 *
 * @param table its name, a constant of the module that owns it
 * @param mapper a row as the module's public record
 */
public record StreamSource<T>(String table, RowMapper<T> mapper) {

    public StreamSource {
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a table name: " + table);
        }
    }
}
