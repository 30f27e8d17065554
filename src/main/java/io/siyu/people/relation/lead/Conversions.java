package io.siyu.people.relation.lead;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A lead became a friend: counted once, for the guide whose friend it is, whoever has the lead at that moment. */
@Component
class Conversions {

    private final JdbcClient jdbc;
    private final LeadPhones phones;
    private final LeadEvents events;
    private final CustomerDirectory customers;
    private final Timeline timeline;
    private final Clock clock;

    Conversions(
            JdbcClient jdbc,
            LeadPhones phones,
            LeadEvents events,
            CustomerDirectory customers,
            Timeline timeline,
            Clock clock) {
        this.jdbc = jdbc;
        this.phones = phones;
        this.events = events;
        this.customers = customers;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** How it is known. */
    enum By {
        PHONE,
        HAND,
        /** They came by the link that was made out to them. */
        LINK
    }

    private record Lead(
            String batch,
            Instant createdAt,
            @Nullable Instant contactedAt,
            @Nullable Long holder) {}

    /** @param mobiles numbers that the guide noted at this friend; those that WeChat verified count too */
    @Transactional(propagation = Propagation.MANDATORY)
    void arrived(CustomerId customer, StaffId guide, Collection<String> mobiles, Instant at) {
        SequencedSet<String> numbers = new LinkedHashSet<>();
        Stream.concat(mobiles.stream(), customers.phonesOf(customer).stream())
                .map(PhoneNumber::of)
                .flatMap(Optional::stream)
                .forEach(numbers::add);
        phones.openLeads(numbers).forEach(lead -> convert(lead, customer, guide, By.PHONE, at));
    }

    /** @return false when it was closed or converted before */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean convert(long lead, CustomerId person, StaffId guide, By by, Instant at) {
        CustomerId customer = customers.hold(person);
        Optional<Lead> converted = jdbc.sql("""
                update relation_lead l set state = 'CONVERTED', customer_id = :customer, converted_staff_id = :guide,
                    converted_at = greatest(:at::timestamptz, l.created_at), converted_by = :by, next_on = null, orphaned = false
                from relation_lead_batch b
                where l.id = :lead and l.state in ('POOL', 'ASSIGNED', 'CONTACTED') and b.id = l.batch_id
                returning b.name, l.created_at, l.contacted_at, l.staff_id""")
                .param("customer", customer.value())
                .param("guide", guide.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by.name())
                .param("lead", lead)
                .query((row, number) -> {
                    OffsetDateTime contacted = row.getObject("contacted_at", OffsetDateTime.class);
                    return new Lead(
                            row.getString("name"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            contacted == null ? null : contacted.toInstant(),
                            row.getObject("staff_id", Long.class));
                })
                .optional();
        converted.ifPresent(one -> {
            events.add(List.of(lead), LeadEvents.Kind.CONVERTED, by.name(), null, null);
            tell(customer, lead, guide, one, at);
        });
        return converted.isPresent();
    }

    /**
     * It was somebody else. The lead goes on where it was; when its number is worked on in another list by now, or is not to be called, it
     * stays closed. What the timeline told of them stays there, and that it was not so is told after it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void undo(long lead, CustomerId customer) {
        boolean free = phones.lockOf(lead);
        jdbc.sql("""
                update relation_lead l set customer_id = null, converted_staff_id = null, converted_at = null, converted_by = null,
                    touched_at = :now,
                    state = case when not :free or other.open then 'CLOSED' when l.staff_id is null then 'POOL'
                        when l.contacted_at is null then 'ASSIGNED' else 'CONTACTED' end,
                    close_reason = case when not :free then 'DO_NOT_CALL' when other.open then 'ELSEWHERE' end,
                    orphaned = not (not :free or other.open)
                        and exists (select from staff_member m where m.id = l.staff_id and not m.active)
                from (select exists (select from relation_lead o join relation_lead mine on mine.phone_id = o.phone_id
                    where mine.id = :lead and o.id <> :lead and o.state in ('POOL', 'ASSIGNED', 'CONTACTED')) as open) as other,
                    relation_lead_batch b
                where l.id = :lead and l.state = 'CONVERTED' and b.id = l.batch_id returning b.name""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("free", free)
                .param("lead", lead)
                .query(String.class)
                .optional()
                .ifPresent(batch -> tellUndone(customer, lead, batch));
    }

    private void tellUndone(CustomerId customer, long lead, String batch) {
        events.add(List.of(lead), LeadEvents.Kind.REOPENED, "OTHER_NUMBER", null, null);
        fact(customer, "lead.undone", clock.instant(), Map.of("batch", batch), lead + "/undone");
    }

    private void tell(CustomerId customer, long lead, StaffId guide, Lead one, Instant at) {
        Map<String, String> list = Map.of("batch", one.batch());
        fact(customer, "lead.imported", one.createdAt(), list, lead + "/imported");
        Instant contacted = one.contactedAt();
        Long holder = one.holder();
        if (contacted != null) {
            Map<String, String> caller = holder == null ? list : Map.of("staffId", Long.toString(holder));
            fact(customer, "lead.contacted", contacted, caller, lead + "/contacted");
        }
        fact(
                customer,
                "lead.converted",
                at,
                Map.of("batch", one.batch(), "staffId", guide.toString()),
                lead + "/converted");
    }

    private void fact(CustomerId customer, String type, Instant at, Map<String, String> attributes, String key) {
        timeline.record(new Activity(customer, type, at, 0, attributes, "lead", key));
    }
}
