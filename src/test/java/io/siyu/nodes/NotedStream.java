package io.siyu.nodes;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.tag.TagChange;
import io.siyu.people.tag.Tags;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down each change of a tag and who saw it; seen twice, it breaks the key and the batch with it. */
final class NotedStream implements StreamFollower<Long> {

    private final JdbcClient jdbc;
    private final String node;

    NotedStream(JdbcClient jdbc, String node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    @Override
    public String name() {
        return "test.noted";
    }

    @Override
    public StreamSource<Long> source() {
        StreamSource<TagChange> changes = Tags.STREAM;
        return new StreamSource<>(changes.table(), (row, number) -> row.getLong("id"));
    }

    @Override
    public void apply(List<Long> rows) {
        for (Long row : rows) {
            jdbc.sql("insert into notes.seen (row, node) values (:row, :node)")
                    .param("row", row)
                    .param("node", node)
                    .update();
        }
    }

    @Override
    public int batchSize() {
        return 3;
    }
}
