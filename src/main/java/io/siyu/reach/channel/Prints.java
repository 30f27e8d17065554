package io.siyu.reach.channel;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What hangs on walls and lies in parcels, of whatever kind: once it is printed it cannot be taken away, for nobody can take back paper. */
@Component
public class Prints {

    private static final String COLUMNS = "id, what, copies, printed_at, by_name, first_serial, last_serial";

    private final JdbcClient jdbc;
    private final CurrentOperator operator;

    Prints(JdbcClient jdbc, CurrentOperator operator) {
        this.jdbc = jdbc;
        this.operator = operator;
    }

    /** What can be printed: where it is kept, how the audit calls it, and what is said to whoever would take it away. */
    public enum Kind {
        CODE("channel_code", "code_id", "code", "channel.code_not_found", "channel.code_printed"),
        GROUP_CODE("channel_group_code", "group_code_id", "groupcode", "groupcode.not_found", "groupcode.printed"),
        STORE_CODE("channel_store_code", "store_code_id", "storecode", "storecode.not_found", "storecode.printed"),
        CARD_BATCH(
                "channel_card_batch",
                "card_batch_id",
                "card-batch",
                "channel.card.batch_not_found",
                "channel.card.printed");

        private final String table;
        private final String column;
        private final String audited;
        private final String unknown;
        private final String refusal;

        Kind(String table, String column, String audited, String unknown, String refusal) {
            this.table = table;
            this.column = column;
            this.audited = audited;
            this.unknown = unknown;
            this.refusal = refusal;
        }

        String audited() {
            return audited;
        }

        /** A batch of cards is deleted, never archived. */
        private String inUse() {
            return this == CARD_BATCH ? "true" : "archived_at is null";
        }
    }

    /**
     * A print.
     *
     * @param what 门店立牌, 包裹卡, …
     * @param copies absent when nobody counted
     * @param byName who wrote it down; absent for what did so by itself
     * @param cards which ones, of a batch of cards
     */
    public record Print(
            long id,
            String what,
            @Nullable Integer copies,
            Instant printedAt,
            @Nullable String byName,
            @Nullable Serials cards) {}

    /** From the first to the last, both printed. */
    public record Serials(int first, int last) {

        int many() {
            return last - first + 1;
        }
    }

    /**
     * Saying the same twice changes nothing.
     *
     * @throws DomainException {@code channel.print_archived} when one of them is out of use; then nothing is written down
     */
    @Transactional
    public void printed(Kind kind, Collection<Long> ids, String what, @Nullable Integer copies, Instant at) {
        write(kind, ids, what, copies, null, at);
    }

    /** Cards of a batch went to the printer. */
    @Transactional
    public void printed(int batch, Serials cards, String what, Instant at) {
        write(Kind.CARD_BATCH, List.of((long) batch), what, cards.many(), cards, at);
    }

    private void write(
            Kind kind,
            Collection<Long> ids,
            String what,
            @Nullable Integer copies,
            @Nullable Serials cards,
            Instant at) {
        Set<Long> all = Set.copyOf(ids);
        int inUse = jdbc.sql("""
                with thing as (select id from %s where id = any(:ids) and %s order by id for key share),
                print as (
                    insert into channel_print (%s, what, copies, printed_at, by_name, first_serial, last_serial)
                    select id, :what, :copies, :at, :by, :first, :last from thing order by id
                    on conflict do nothing)
                select count(*) from thing""".formatted(kind.table, kind.inUse(), kind.column))
                .param("ids", all.toArray(Long[]::new))
                .param("what", what)
                .param("copies", copies, Types.INTEGER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", operator.find().map(Operator::name).orElse(null), Types.VARCHAR)
                .param("first", cards == null ? null : cards.first(), Types.INTEGER)
                .param("last", cards == null ? null : cards.last(), Types.INTEGER)
                .query(Integer.class)
                .single();
        if (inUse < all.size()) {
            throw outOfUse(kind, all);
        }
    }

    private DomainException outOfUse(Kind kind, Set<Long> ids) {
        return jdbc.sql("select name from %s where id = any(:ids) and not (%s) order by id limit 1"
                        .formatted(kind.table, kind.inUse()))
                .param("ids", ids.toArray(Long[]::new))
                .query(String.class)
                .optional()
                .map(name -> DomainException.conflict("channel.print_archived", name))
                .orElseGet(() -> DomainException.notFound(kind.unknown));
    }

    /**
     * Before something is taken away. It stays unprinted until the transaction ends: who prints it meanwhile waits.
     *
     * @throws DomainException when it is on paper
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireNone(Kind kind, long id) {
        jdbc.sql("select id from %s where id = :id for update".formatted(kind.table))
                .param("id", id)
                .query(Long.class)
                .optional();
        boolean any = jdbc.sql("select exists (select from channel_print where %s = :id)".formatted(kind.column))
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (any) {
            throw DomainException.conflict(kind.refusal);
        }
    }

    /** Newest first, the latest hundred. */
    public List<Print> of(Kind kind, long id) {
        return jdbc.sql("select %s from channel_print where %s = :id order by id desc limit 100"
                        .formatted(COLUMNS, kind.column))
                .param("id", id)
                .query(Prints::print)
                .list();
    }

    /** Those of the prints of a batch in which one card was, newest first. */
    public List<Print> ofCard(int batch, int serial) {
        return jdbc.sql("""
                select %s from channel_print where card_batch_id = :batch and :serial between first_serial and last_serial
                order by id desc limit 50""".formatted(COLUMNS))
                .param("batch", batch)
                .param("serial", serial)
                .query(Prints::print)
                .list();
    }

    /** @throws DomainException when there is no such thing */
    String nameOf(Kind kind, long id) {
        return jdbc.sql("select name from %s where id = :id".formatted(kind.table))
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> DomainException.notFound(kind.unknown));
    }

    private static Print print(ResultSet row, int number) throws SQLException {
        Integer first = row.getObject("first_serial", Integer.class);
        return new Print(
                row.getLong("id"),
                row.getString("what"),
                row.getObject("copies", Integer.class),
                row.getObject("printed_at", OffsetDateTime.class).toInstant(),
                row.getString("by_name"),
                first == null ? null : new Serials(first, row.getInt("last_serial")));
    }
}
