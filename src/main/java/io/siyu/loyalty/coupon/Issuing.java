package io.siyu.loyalty.coupon;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives coupons out. All who want one of the same template queue at its row, so that neither the total nor what one person may have is
 * ever exceeded; every refusal is made before anything was written.
 */
@Component
class Issuing {

    /** 64 bits: nobody guesses one. */
    private static final int CODE_LETTERS = 13;

    private final JdbcClient jdbc;
    private final CouponFacts facts;
    private final CustomerDirectory customers;
    private final Clock clock;

    Issuing(JdbcClient jdbc, CouponFacts facts, CustomerDirectory customers, Clock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.customers = customers;
        this.clock = clock;
    }

    private record Locked(
            String name,
            boolean stopped,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Integer validDays,
            int total,
            int perPerson,
            int issued) {

        void requireOpen(Instant now) {
            if (stopped) {
                throw DomainException.conflict("coupon.stopped");
            }
            if (endsAt != null && !now.isBefore(endsAt)) {
                throw DomainException.conflict("coupon.ended");
            }
            if (issued >= total) {
                throw DomainException.conflict("coupon.sold_out");
            }
        }

        Instant validFrom(Instant now) {
            return startsAt != null && startsAt.isAfter(now) ? startsAt : now;
        }

        Instant validUntil(Instant now) {
            Instant byDays = validDays == null ? null : validFrom(now).plus(Duration.ofDays(validDays));
            if (byDays == null || endsAt != null && endsAt.isBefore(byDays)) {
                return java.util.Objects.requireNonNull(endsAt, "a template has an end or a number of days");
            }
            return byDays;
        }
    }

    long issue(long templateId, CustomerId person, String source, String sourceKey) {
        CustomerId customer = customers.hold(person);
        Optional<Long> before = issuedFor(source, sourceKey);
        if (before.isPresent()) {
            return before.get();
        }
        Locked template = lock(templateId);
        // Whoever gave it out for the same reason may have been the one we waited for.
        Optional<Long> meanwhile = issuedFor(source, sourceKey);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        Instant now = clock.instant();
        template.requireOpen(now);
        int sequence = lastSequence(templateId, customer) + 1;
        if (sequence > template.perPerson()) {
            throw DomainException.conflict("coupon.per_person_limit", template.perPerson());
        }
        long id = insert(templateId, customer, sequence, source, sourceKey, template, now);
        jdbc.sql("update coupon_template set issued = issued + 1 where id = :id")
                .param("id", templateId)
                .update();
        facts.issued(id, customer, templateId, template.name(), source, now);
        return id;
    }

    private Locked lock(long templateId) {
        return jdbc.sql("""
                select name, stopped, starts_at, ends_at, valid_days, total, per_person, issued
                from coupon_template where id = :id for update""")
                .param("id", templateId)
                .query((row, number) -> new Locked(
                        row.getString("name"),
                        row.getBoolean("stopped"),
                        instant(row.getObject("starts_at", OffsetDateTime.class)),
                        instant(row.getObject("ends_at", OffsetDateTime.class)),
                        row.getObject("valid_days", Integer.class),
                        row.getInt("total"),
                        row.getInt("per_person"),
                        row.getInt("issued")))
                .optional()
                .orElseThrow(() -> DomainException.notFound("coupon.template_not_found"));
    }

    private long insert(
            long templateId,
            CustomerId customer,
            int sequence,
            String source,
            String sourceKey,
            Locked template,
            Instant now) {
        return jdbc.sql("""
                insert into coupon_coupon (code, template_id, customer_id, sequence, status, source, source_key,
                    issued_at, valid_from, valid_until)
                values (:code, :template, :customer, :sequence, 'ISSUED', :source, :key, :now, :from, :until)
                returning id""")
                .param("code", RandomCode.letters(CODE_LETTERS))
                .param("template", templateId)
                .param("customer", customer.value())
                .param("sequence", sequence)
                .param("source", source)
                .param("key", sourceKey)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", template.validFrom(now).atOffset(ZoneOffset.UTC))
                .param("until", template.validUntil(now).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private Optional<Long> issuedFor(String source, String sourceKey) {
        return jdbc.sql("select id from coupon_coupon where source = :source and source_key = :key")
                .param("source", source)
                .param("key", sourceKey)
                .query(Long.class)
                .optional();
    }

    private int lastSequence(long templateId, CustomerId customer) {
        return jdbc.sql("""
                select coalesce(max(sequence), 0) from coupon_coupon
                where template_id = :template and customer_id = :customer""")
                .param("template", templateId)
                .param("customer", customer.value())
                .query(Integer.class)
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
