package io.siyu.foundation.backup;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where an import is put together: a schema of its own that the application never looks into. All of it moves to where the application
 * looks in one transaction at the very end; what a crash leaves here is thrown away by the next import.
 */
final class Staging {

    static final String SCHEMA = "siyu_import";

    private static final List<String> WHAT_MOVES = List.of(
            // Partitions one by one, since they do not follow; indexes and the sequences that belong to a column do.
            """
            select 'alter table ' || c.oid::regclass from pg_class c
            where c.relnamespace = :staging::regnamespace and c.relkind in ('r', 'p')""", """
            select 'alter view ' || c.oid::regclass from pg_class c
            where c.relnamespace = :staging::regnamespace and c.relkind = 'v'""", """
            select 'alter materialized view ' || c.oid::regclass from pg_class c
            where c.relnamespace = :staging::regnamespace and c.relkind = 'm'""", """
            select 'alter sequence ' || c.oid::regclass from pg_class c
            where c.relnamespace = :staging::regnamespace and c.relkind = 'S'
              and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))""", """
            select 'alter routine ' || p.oid::regprocedure from pg_proc p where p.pronamespace = :staging::regnamespace""", """
            select 'alter type ' || t.oid::regtype from pg_type t
            where t.typnamespace = :staging::regnamespace and t.typtype in ('e', 'd')""");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String target;

    Staging(JdbcClient jdbc, TransactionTemplate transaction, String target) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.target = target;
    }

    /** For the length of this connection, names mean what is being put together. */
    void begin() {
        if (Boolean.FALSE.equals(jdbc.sql("select pg_try_advisory_lock(hashtext('siyu.import'))")
                .query(Boolean.class)
                .single())) {
            throw new BackupRefused("backup.import.another");
        }
        discard();
        jdbc.sql("create schema " + SCHEMA).update();
        jdbc.sql("set search_path = " + SCHEMA).update();
    }

    void discard() {
        jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
    }

    /** From here on the application sees it, all at once. */
    void publish() {
        transaction.executeWithoutResult(status -> {
            // Nothing on the path: every name comes with its schema.
            jdbc.sql("set local search_path = ''").update();
            List<String> moves = WHAT_MOVES.stream()
                    .flatMap(what -> jdbc.sql(what).param("staging", SCHEMA).query(String.class).list().stream())
                    .toList();
            String destination = " set schema " + SchemaInventory.quote(target);
            moves.forEach(move -> jdbc.sql(move + destination).update());
            jdbc.sql("drop schema " + SCHEMA).update();
        });
        jdbc.sql("set search_path = " + SchemaInventory.quote(target)).update();
    }
}
