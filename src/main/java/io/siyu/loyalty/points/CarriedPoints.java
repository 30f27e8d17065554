package io.siyu.loyalty.points;

import io.siyu.shared.CustomerId;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Points carried over from a former system, once per person and reference, also when the person is merged with another one meanwhile. */
@Component
class CarriedPoints {

    static final String SOURCE = "migration";

    private final Points points;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final MessageSource texts;

    CarriedPoints(Points points, Ledger ledger, JdbcClient jdbc, MessageSource texts) {
        this.points = points;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** How many came under this reference, to this person or to whoever was merged into them. */
    OptionalLong under(CustomerId customer, String reference) {
        return jdbc.sql("""
                select points from points_entry where source = :source and leg = 'ADJUST' and source_key in (
                    select id || '/' || :reference from customer_customer where id = :customer or merged_into = :customer)
                order by id limit 1""")
                .param("source", SOURCE)
                .param("reference", reference)
                .param("customer", customer.value())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * Gives the points, unless something came under this reference before.
     *
     * @param customer held, and nobody who was merged away
     * @param until the day they would have expired there
     * @return what came before; empty when they were given now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    OptionalLong carry(CustomerId customer, long given, String reference, @Nullable LocalDate until) {
        // Who brings the same at the same time waits here, and then sees it.
        ledger.lock(customer);
        OptionalLong before = under(customer, reference);
        if (before.isEmpty()) {
            points.adjust(customer, given, note(reference, until), SOURCE, customer + "/" + reference);
        }
        return before;
    }

    private String note(String reference, @Nullable LocalDate until) {
        String code = "points.import.note" + (reference.isEmpty() ? "_balance" : "") + (until == null ? "" : "_until");
        return texts.getMessage(code, new Object[] {reference, String.valueOf(until)}, Locale.CHINA);
    }
}
