package io.siyu.foundation.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What lies in a database, for comparing. */
final class Rows {

    private Rows() {}

    static JdbcClient in(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url));
    }

    static long count(String url, String table) {
        return in(url).sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Nothing that the application would see. */
    static boolean none(String url) {
        return new SchemaInventory(in(url), "public").isEmpty();
    }

    /** Of every table the number of its rows and a digest of all of them; of every sequence where it stands. */
    static Map<String, String> all(Connection connection) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        SchemaInventory inventory = new SchemaInventory(jdbc, "public");
        Map<String, String> all = new TreeMap<>();
        inventory.tables().forEach(table -> all.put(table.name(), digest(jdbc, table.name())));
        inventory.sequences().forEach(sequence -> all.put(sequence.name(), sequence.toString()));
        inventory.partitions().forEach(partition -> all.put(partition.name(), partition.toString()));
        return all;
    }

    static Map<String, String> all(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return all(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> versions(String url) {
        return in(url).sql("select version from flyway_schema_history order by version")
                .query(String.class)
                .list();
    }

    private static String digest(JdbcClient jdbc, String table) {
        return jdbc.sql(
                        "select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) from "
                                + table + " t")
                .query(String.class)
                .single();
    }
}
