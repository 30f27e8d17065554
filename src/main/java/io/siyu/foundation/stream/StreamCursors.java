package io.siyu.foundation.stream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where each follower stands. A reader stops below the oldest transaction still running, so a row committed late is never skipped;
 * rows are read in the order (epoch, xid, id), and the epoch rises when the database was restored, because its transaction numbers
 * start lower again.
 */
@Component
public class StreamCursors {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    StreamCursors(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Position(int epoch, String xid, long id) {}

    private static final Position START = new Position(0, "0", 0);

    private record Row<T>(Position position, T value) {}

    /**
     * Gives the follower its next rows and moves its cursor, in one transaction.
     *
     * @return how many rows it took; 0 when there was nothing, or another node is at it
     */
    public <T> int advance(StreamFollower<T> follower) {
        Integer taken = transaction.execute(status -> claim(follower.name())
                .map(position -> advanceFrom(follower, position))
                .orElse(0));
        return taken == null ? 0 : taken;
    }

    /**
     * Where a follower is, seen without waiting for it or making it wait.
     *
     * @param place changes whenever it takes rows
     * @param lag how many committed rows it has not taken yet, counted to at most 10,000
     */
    public record Standing(String place, long lag) {}

    /**
     * Selects the rows that a follower has not taken yet, as the statement sees them that this is written into: what it sees taken has
     * had its effect.
     *
     * @param follower a constant of the module that owns it
     */
    public static String untaken(String follower, StreamSource<?> source) {
        if (!follower.matches("[a-z.-]+")) {
            throw new IllegalArgumentException("not a follower's name: " + follower);
        }
        return """
                select s.* from (values ('%s')) f (name) left join stream_cursor c on c.follower = f.name
                join %s s on (s.epoch, s.xid, s.id) > (coalesce(c.epoch, 0), coalesce(c.xid, '0'::xid8), coalesce(c.last_id, 0))""".formatted(follower, source.table());
    }

    /** Also how a metric reads the lag: {@code standing(follower).lag()}. */
    public Standing standing(StreamFollower<?> follower) {
        Position position = jdbc.sql(
                        "select epoch, xid::text as xid, last_id from stream_cursor where follower = :follower")
                .param("follower", follower.name())
                .query(StreamCursors::position)
                .optional()
                .orElse(START);
        long lag = jdbc.sql("select count(*) from (select 1 from "
                        + follower.source().table()
                        + " where (epoch, xid, id) > (:epoch, :xid::xid8, :id) limit 10000) waiting")
                .param("epoch", position.epoch())
                .param("xid", position.xid())
                .param("id", position.id())
                .query(Long.class)
                .single();
        return new Standing(position.toString(), lag);
    }

    /** How many committed rows the follower has not taken yet, counted to at most 10,000. */
    public long lag(StreamFollower<?> follower) {
        return standing(follower).lag();
    }

    private <T> int advanceFrom(StreamFollower<T> follower, Position from) {
        List<Row<T>> rows = read(follower, from);
        if (rows.isEmpty()) {
            return 0;
        }
        List<T> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(row.value()));
        follower.apply(values);
        Position to = rows.getLast().position();
        jdbc.sql("update stream_cursor set epoch = :epoch, xid = :xid::xid8, last_id = :id where follower = :follower")
                .param("epoch", to.epoch())
                .param("xid", to.xid())
                .param("id", to.id())
                .param("follower", follower.name())
                .update();
        return rows.size();
    }

    private Optional<Position> claim(String follower) {
        Optional<Position> position = select(follower);
        if (position.isPresent()) {
            return position;
        }
        jdbc.sql("""
                insert into stream_cursor (follower, epoch, xid, last_id) values (:follower, 0, '0'::xid8, 0)
                on conflict (follower) do nothing""").param("follower", follower).update();
        return select(follower);
    }

    private Optional<Position> select(String follower) {
        return jdbc.sql("""
                select epoch, xid::text as xid, last_id from stream_cursor where follower = :follower
                for update skip locked""")
                .param("follower", follower)
                .query(StreamCursors::position)
                .optional();
    }

    private <T> List<Row<T>> read(StreamFollower<T> follower, Position from) {
        StreamSource<T> source = follower.source();
        return jdbc.sql("""
                select s.*, s.epoch as stream_epoch, s.xid::text as stream_xid, s.id as stream_id from %s s
                where (s.epoch, s.xid, s.id) > (:epoch, :xid::xid8, :id)
                  and (s.epoch < stream_current_epoch() or s.xid < pg_snapshot_xmin(pg_current_snapshot()))
                order by s.epoch, s.xid, s.id limit :size""".formatted(source.table()))
                .param("epoch", from.epoch())
                .param("xid", from.xid())
                .param("id", from.id())
                .param("size", follower.batchSize())
                .query((row, number) -> new Row<>(
                        new Position(row.getInt("stream_epoch"), row.getString("stream_xid"), row.getLong("stream_id")),
                        source.mapper().mapRow(row, number)))
                .list();
    }

    private static Position position(ResultSet row, int number) throws SQLException {
        return new Position(row.getInt("epoch"), row.getString("xid"), row.getLong("last_id"));
    }
}
