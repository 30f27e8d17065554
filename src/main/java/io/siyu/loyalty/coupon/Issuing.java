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

        void requireOpen(Instant now, int more) {
            if (stopped) {
                throw DomainException.conflict("coupon.stopped");
            }
            if (endsAt != null && !now.isBefore(endsAt)) {
                throw DomainException.conflict("coupon.ended");
            }
            if (issued + more > total) {
                throw DomainException.conflict("coupon.sold_out");
            }
        }

        void requireBegun(Instant now, @Nullable Instant until) {
            if (until != null && !validFrom(now).isBefore(until)) {
                throw DomainException.conflict("coupon.never_valid");
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

    /** Why a coupon is given, and until when it is to be valid; null for as long as the template says. */
    private record Gift(String source, String key, @Nullable Instant until) {}

    long issue(long templateId, CustomerId person, String source, String sourceKey) {
        CustomerId customer = customers.hold(person);
        Gift gift = new Gift(source, sourceKey, null);
        Optional<Long> before = issuedFor(gift);
        if (before.isPresent()) {
            return before.get();
        }
        Locked template = lock(templateId);
        // Whoever gave it out for the same reason may have been the one we waited for.
        Optional<Long> meanwhile = issuedFor(gift);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        template.requireOpen(clock.instant(), 1);
        int sequence = lastSequence(templateId, customer) + 1;
        if (sequence > template.perPerson()) {
            throw DomainException.conflict("coupon.per_person_limit", template.perPerson());
        }
        return give(templateId, customer, sequence, template, gift);
    }

    /**
     * Gives a coupon that a former system owes, unless its code was carried over before. What one person may have does not refuse it.
     *
     * @param code the former system's
     * @param until how long it is valid; null for as long as the template says
     * @return who has it already; empty when it was given now
     */
    Optional<CustomerId> carry(long templateId, CustomerId person, String code, @Nullable Instant until) {
        CustomerId customer = customers.hold(person);
        Locked template = lock(templateId);
        Optional<CustomerId> before = carriedTo(templateId, code);
        if (before.isEmpty()) {
            template.requireOpen(clock.instant(), 1);
            template.requireBegun(clock.instant(), until);
            int sequence = lastSequence(templateId, customer) + 1;
            give(templateId, customer, sequence, template, carried(templateId, code, until));
        }
        return before;
    }

    /**
     * Whether {@link #carry} would give it after it gave others; refuses as that would.
     *
     * @return who has it already
     */
    Optional<CustomerId> wouldCarry(long templateId, String code, @Nullable Instant until, int others) {
        Locked template = read(templateId, "");
        Optional<CustomerId> before = carriedTo(templateId, code);
        if (before.isEmpty()) {
            template.requireOpen(clock.instant(), others + 1);
            template.requireBegun(clock.instant(), until);
        }
        return before;
    }

    private long give(long templateId, CustomerId customer, int sequence, Locked template, Gift gift) {
        Instant now = clock.instant();
        long id = insert(templateId, customer, sequence, gift, template, now);
        jdbc.sql("update coupon_template set issued = issued + 1 where id = :id")
                .param("id", templateId)
                .update();
        facts.issued(id, customer, templateId, template.name(), gift.source(), now);
        return id;
    }

    private static Gift carried(long templateId, String code, @Nullable Instant until) {
        return new Gift("migration", templateId + "/" + code, until);
    }

    private Locked lock(long templateId) {
        return read(templateId, " for update");
    }

    private Locked read(long templateId, String lock) {
        return jdbc.sql("""
                select name, stopped, starts_at, ends_at, valid_days, total, per_person, issued
                from coupon_template where id = :id""" + lock)
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

    private long insert(long templateId, CustomerId customer, int sequence, Gift gift, Locked template, Instant now) {
        Instant until = gift.until() == null ? template.validUntil(now) : gift.until();
        return jdbc.sql("""
                insert into coupon_coupon (code, template_id, customer_id, sequence, status, source, source_key,
                    issued_at, valid_from, valid_until)
                values (:code, :template, :customer, :sequence, 'ISSUED', :source, :key, :now, :from, :until)
                returning id""")
                .param("code", RandomCode.letters(CODE_LETTERS))
                .param("template", templateId)
                .param("customer", customer.value())
                .param("sequence", sequence)
                .param("source", gift.source())
                .param("key", gift.key())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", template.validFrom(now).atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private Optional<Long> issuedFor(Gift gift) {
        return jdbc.sql("select id from coupon_coupon where source = :source and source_key = :key")
                .param("source", gift.source())
                .param("key", gift.key())
                .query(Long.class)
                .optional();
    }

    private Optional<CustomerId> carriedTo(long templateId, String code) {
        Gift gift = carried(templateId, code, null);
        return jdbc.sql("select customer_id from coupon_coupon where source = :source and source_key = :key")
                .param("source", gift.source())
                .param("key", gift.key())
                .query(Long.class)
                .optional()
                .map(CustomerId::new);
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
