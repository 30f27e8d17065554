package io.siyu.nodes;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts from one number up to another, and writes down who counted which. */
final class NotedJob implements JobWork<NotedJob.Range, NotedJob.Reached> {

    static final String KIND = "test.noted";

    private final JdbcClient jdbc;
    private final String node;

    NotedJob(JdbcClient jdbc, String node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /** Which node this one is on. */
    String node() {
        return node;
    }

    record Range(long from, long to) {}

    record Reached(long number) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<Reached> next(Range range, @Nullable Reached reached) {
        long number = reached == null ? range.from() : reached.number() + 1;
        jdbc.sql("insert into notes.batch (number, node) values (:number, :node)")
                .param("number", number)
                .param("node", node)
                .update();
        return number == range.to()
                ? Batch.last(number, JobResult.of("job.done"))
                : Batch.more(new Reached(number), number, range.to());
    }
}
