package io.siyu.people.relation.lead;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.relation.lead.LeadWords.Sealed;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals what former versions wrote in clear, some hundred rows at a time; a migration cannot, as it has no key. */
@Component
class LeadSealing implements PolledWork {

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final LeadWords words;
    private final TransactionTemplate transaction;

    LeadSealing(JdbcClient jdbc, LeadWords words, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.words = words;
        this.transaction = transaction;
    }

    private record Row(long id, Sealed sealed) {}

    @Override
    public String name() {
        return "relation.lead-sealing";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> batch()));
    }

    private boolean batch() {
        List<Row> rows = jdbc.sql("""
                select l.id, %s from relation_lead l where l.name is not null
                order by l.id limit :most for update skip locked""".formatted(LeadWords.COLUMNS))
                .param("most", BATCH)
                .query((row, number) -> new Row(row.getLong("id"), words.seal(words.of(row))))
                .list();
        rows.forEach(this::write);
        return rows.size() == BATCH;
    }

    private void write(Row row) {
        jdbc.sql("""
                update relation_lead set name_sealed = :name, name_key = :key, words_sealed = :words,
                    name = null, remark = null, own = null where id = :id""")
                .param("name", row.sealed().name())
                .param("key", row.sealed().nameKey())
                .param("words", row.sealed().words())
                .param("id", row.id())
                .update();
    }
}
