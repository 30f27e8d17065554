package io.siyu.foundation.crypto;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the sealing of each column stands, kept with the work itself. */
@Component
class ResealingProgress {

    private final JdbcClient jdbc;

    ResealingProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param lastId up to where this pass came
     * @param unreadable rows of this pass whose key we do not have, or whose value lies in another row already
     */
    record Standing(int keyId, long lastId, long changedInPass, long changed, long unreadable, boolean done) {

        Standing at(long id) {
            return new Standing(keyId, id, changedInPass, changed, unreadable, done);
        }

        Standing changedAt(long id) {
            return new Standing(keyId, id, changedInPass + 1, changed + 1, unreadable, done);
        }

        Standing unreadableAt(long id) {
            return new Standing(keyId, id, changedInPass, changed, unreadable + 1, done);
        }

        /** A node that had not yet read the new key may have written behind us: only a pass without a change is the last. */
        Standing endOfPass() {
            return changedInPass == 0
                    ? new Standing(keyId, lastId, 0, changed, unreadable, true)
                    : new Standing(keyId, 0, 0, changed, 0, false);
        }
    }

    /** Empty while another node holds it. Where a new key came, everything begins anew. */
    Optional<Standing> claim(Encrypted.Column column, int newestKey) {
        jdbc.sql("""
                insert into crypto_resealing (table_name, column_name, key_id, last_id, changed_in_pass, changed, unreadable, done)
                values (:table, :column, :key, 0, 0, 0, 0, false) on conflict do nothing""")
                .param("table", column.table())
                .param("column", column.name())
                .param("key", newestKey)
                .update();
        return jdbc.sql("""
                select * from crypto_resealing where table_name = :table and column_name = :column
                for update skip locked""")
                .param("table", column.table())
                .param("column", column.name())
                .query(ResealingProgress::standing)
                .optional()
                .map(found -> found.keyId() == newestKey ? found : new Standing(newestKey, 0, 0, 0, 0, false));
    }

    Standing save(Encrypted.Column column, Standing standing) {
        jdbc.sql("""
                update crypto_resealing set key_id = :key, last_id = :last, changed_in_pass = :inPass, changed = :changed,
                    unreadable = :unreadable, done = :done
                where table_name = :table and column_name = :column""")
                .param("key", standing.keyId())
                .param("last", standing.lastId())
                .param("inPass", standing.changedInPass())
                .param("changed", standing.changed())
                .param("unreadable", standing.unreadable())
                .param("done", standing.done())
                .param("table", column.table())
                .param("column", column.name())
                .update();
        return standing;
    }

    /** As long as former keys are configured, each start of the application looks through everything once more. */
    void beginAnew() {
        jdbc.sql(
                        "update crypto_resealing set last_id = 0, changed_in_pass = 0, unreadable = 0, done = false where done")
                .update();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getInt("key_id"),
                row.getLong("last_id"),
                row.getLong("changed_in_pass"),
                row.getLong("changed"),
                row.getLong("unreadable"),
                row.getBoolean("done"));
    }
}
