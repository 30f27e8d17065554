package io.siyu.foundation.crypto;

import io.siyu.foundation.crypto.ResealingProgress.Standing;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what lies under a former master key under the newest one, batch after batch. Batch and progress are one transaction, so a
 * crash loses nothing; a row is written only if it still holds what was read, so whoever writes it meanwhile wins.
 */
@Component
class Resealing {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Vault vault;
    private final ResealingProgress progress;

    Resealing(JdbcClient jdbc, TransactionTemplate transaction, Vault vault, ResealingProgress progress) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.vault = vault;
        this.progress = progress;
    }

    private record Row(long id, byte[] sealed) {}

    private enum Outcome {
        KEPT,
        CHANGED,
        UNREADABLE
    }

    /** Does the next batch of this column, in a transaction of its own; empty when all is done, or another node is at it. */
    Optional<Standing> step(Encrypted.Column column) {
        Optional<Standing> standing = transaction.execute(status -> progress.claim(column, vault.newestKey())
                .filter(found -> !found.done())
                .map(found -> batch(column, found)));
        return standing == null ? Optional.empty() : standing;
    }

    private Standing batch(Encrypted.Column column, Standing standing) {
        List<Row> rows = jdbc.sql(
                        "select id, %1$s as sealed from %2$s where id > :last and %1$s is not null order by id limit :size"
                                .formatted(column.name(), column.table()))
                .param("last", standing.lastId())
                .param("size", BATCH)
                .query((row, number) -> new Row(row.getLong("id"), row.getBytes("sealed")))
                .list();
        Standing now = standing;
        for (Row row : rows) {
            now = switch (vault.outdated(row.sealed()) ? renew(column, row) : Outcome.KEPT) {
                case KEPT -> now.at(row.id());
                case CHANGED -> now.changedAt(row.id());
                case UNREADABLE -> now.unreadableAt(row.id());
            };
        }
        return progress.save(column, rows.size() < BATCH ? now.endOfPass() : now);
    }

    private Outcome renew(Encrypted.Column column, Row row) {
        String text;
        try {
            text = vault.open(row.sealed());
        } catch (IllegalStateException e) {
            log.error("{}.{} of row {} cannot be opened: {}", column.table(), column.name(), row.id(), e.getMessage());
            return Outcome.UNREADABLE;
        }
        Encrypted.Index index = column.index();
        return index == null ? write(column, row, text) : write(column, index, row, text);
    }

    private Outcome write(Encrypted.Column column, Row row, String text) {
        jdbc.sql("update %1$s set %2$s = :fresh where id = :id and %2$s = :old"
                        .formatted(column.table(), column.name()))
                .param("fresh", vault.seal(text))
                .param("id", row.id())
                .param("old", row.sealed())
                .update();
        return Outcome.CHANGED;
    }

    /** Two rows of one value can only come from nodes that sealed it under different keys; the second keeps its index and is told. */
    private Outcome write(Encrypted.Column column, Encrypted.Index index, Row row, String text) {
        String key = HexFormat.of().formatHex(vault.blindIndex(index.purpose(), text));
        int written = jdbc.sql("""
                update %1$s set %2$s = :fresh, %3$s = :key where id = :id and %2$s = :old
                  and (not :unique or not exists (select from %1$s other where other.%3$s = :key and other.id <> :id))""".formatted(column.table(), column.name(), index.name()))
                .param("fresh", vault.seal(text))
                .param("key", key)
                .param("unique", index.unique())
                .param("id", row.id())
                .param("old", row.sealed())
                .update();
        return written == 1 || !index.unique() || !taken(column, index, row, key)
                ? Outcome.CHANGED
                : Outcome.UNREADABLE;
    }

    private boolean taken(Encrypted.Column column, Encrypted.Index index, Row row, String key) {
        return jdbc.sql("select exists (select from %s where %s = :key and id <> :id)"
                        .formatted(column.table(), index.name()))
                .param("key", key)
                .param("id", row.id())
                .query(Boolean.class)
                .single();
    }
}
