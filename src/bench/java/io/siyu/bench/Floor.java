package io.siyu.bench;

import io.siyu.harness.RunningJar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** The least work that writes the same rows: one prepared statement, one commit each, straight by JDBC. */
final class Floor {

    /** Sets the values of one row. */
    interface Row {
        void bind(PreparedStatement statement, long turn) throws SQLException;
    }

    private final RunningJar jar;
    private final String sql;
    private final Row row;

    Floor(RunningJar jar, String sql, Row row) {
        this.jar = jar;
        this.sql = sql;
        this.row = row;
        System.out.println("floor:\n" + sql.indent(4));
    }

    Load.Done run(int connections, Duration time) throws Exception {
        return Load.closed(connections, time, number -> worker());
    }

    private Load.Worker worker() throws Exception {
        Connection connection = jar.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        return new Load.Worker() {
            @Override
            public void once(long turn) throws SQLException {
                row.bind(statement, turn);
                statement.execute();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
