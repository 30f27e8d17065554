package io.siyu.crash;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database directly: what the books hold, not what the application says of them. */
final class Rows {

    private final Site site;

    Rows(Site site) {
        this.site = site;
    }

    /** The first columns of all rows, joined. */
    List<String> of(String sql, Object... parameters) throws SQLException, IOException {
        try (Connection connection = site.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    long count(String sql) throws SQLException, IOException {
        return Long.parseLong(of("select count(*) from (" + sql + ") counted").getFirst());
    }
}
