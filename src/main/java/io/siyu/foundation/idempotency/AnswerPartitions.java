package io.siyu.foundation.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One partition a day: made when its first key comes, dropped whole when nobody may repeat its requests any more. */
@Component
class AnswerPartitions {

    private static final Duration DROPPED_AFTER = Duration.ofDays(4);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    AnswerPartitions(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void ensure(LocalDate day) {
        if (known.contains(day)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('idempotency_answer'))")
                    .query((row, number) -> true)
                    .list();
            jdbc.sql("create table if not exists %s partition of idempotency_answer for values from ('%s') to ('%s')"
                            .formatted(nameOf(day), day, day.plusDays(1)))
                    .update();
            dropOld();
        });
        known.add(day);
    }

    private void dropOld() {
        LocalDate oldest = LocalDate.ofInstant(
                Instant.ofEpochMilli(System.currentTimeMillis()).minus(DROPPED_AFTER), ZoneOffset.UTC);
        List<String> partitions = jdbc.sql("""
                select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
                where inhparent = 'idempotency_answer'::regclass and child.relname < :oldest""")
                .param("oldest", nameOf(oldest))
                .query(String.class)
                .list();
        partitions.forEach(name -> jdbc.sql("drop table " + name).update());
    }

    private static String nameOf(LocalDate day) {
        return "idempotency_answer_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
