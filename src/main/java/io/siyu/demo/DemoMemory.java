package io.siyu.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the demo brand has made, whom it has met and how far it has lived: a start after any interruption makes nothing twice. */
@Component
class DemoMemory {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DemoMemory(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    record Progress(Instant endsAt, @Nullable LocalDate livedUntil, boolean finished) {}

    /** Makes it, unless it was made by an earlier start; the thing and the memory of it commit together. */
    long once(String what, LongSupplier make) {
        Optional<Long> made = jdbc.sql("select id from demo_made where what = :what")
                .param("what", what)
                .query(Long.class)
                .optional();
        return made.orElseGet(() -> transaction.execute(status -> {
            long id = make.getAsLong();
            jdbc.sql("insert into demo_made values (:what, :id)")
                    .param("what", what)
                    .param("id", id)
                    .update();
            return id;
        }));
    }

    boolean knows(String what) {
        return jdbc.sql("select exists (select from demo_made where what = :what)")
                .param("what", what)
                .query(Boolean.class)
                .single();
    }

    void met(int number, long phoneId) {
        jdbc.sql("insert into demo_person values (:number, :phone)")
                .param("number", number)
                .param("phone", phoneId)
                .update();
    }

    Optional<Long> phoneOf(int number) {
        return jdbc.sql("select phone_id from demo_person where number = :number")
                .param("number", number)
                .query(Long.class)
                .optional();
    }

    /** Told before the day is lived: a day that was cut short stays short, and nobody does the same deed twice. */
    void lives(LocalDate day) {
        jdbc.sql("update demo_progress set lived_until = :day")
                .param("day", day)
                .update();
    }

    void finish() {
        jdbc.sql("update demo_progress set finished = true").update();
    }

    Progress progress() {
        jdbc.sql("insert into demo_progress (ends_at) values (:endsAt) on conflict do nothing")
                .param(
                        "endsAt",
                        Instant.ofEpochMilli(System.currentTimeMillis()).atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select ends_at, lived_until, finished from demo_progress")
                .query((row, number) -> new Progress(
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getObject("lived_until", LocalDate.class),
                        row.getBoolean("finished")))
                .single();
    }
}
