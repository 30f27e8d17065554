package io.siyu.people.relation.lead;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A list's link, made out to one person of it. Whoever becomes a friend by it is that lead, unless we know another number of theirs: links
 * are passed on. Of a code that many were sent nobody can say which of them came, so it tells nothing by itself.
 */
@Component
public class Invitations {

    /** The parameter of the link by which the visit names the lead. */
    public static final String PARAMETER = "lead";

    private static final int LENGTH = 12;

    private final JdbcClient jdbc;
    private final LeadPhones phones;
    private final Conversions conversions;
    private final CustomerDirectory customers;

    Invitations(JdbcClient jdbc, LeadPhones phones, Conversions conversions, CustomerDirectory customers) {
        this.jdbc = jdbc;
        this.phones = phones;
        this.conversions = conversions;
        this.customers = customers;
    }

    static String fresh() {
        return RandomCode.letters(LENGTH);
    }

    /** Absent where the list has no link of a live code, or the person was forgotten. */
    static @Nullable String link(@Nullable String address, @Nullable String invitation) {
        if (address == null || invitation == null || !isOfACode(address)) {
            return null;
        }
        return address + (address.contains("?") ? "&" : "?") + PARAMETER + "=" + invitation;
    }

    private static boolean isOfACode(String address) {
        try {
            String path = URI.create(address).getPath();
            return path != null && path.matches("/c/[^/]+") && !address.contains("#");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void accepted(String invitation, CustomerId person, StaffId guide, Instant at) {
        Optional<Long> lead = jdbc.sql("select id from relation_lead where invitation = :invitation")
                .param("invitation", invitation)
                .query(Long.class)
                .optional();
        CustomerId customer = customers.hold(person);
        lead.filter(id -> mayBe(id, customer))
                .ifPresent(id -> conversions.convert(id, customer, guide, Conversions.By.LINK, at));
    }

    /** A number of theirs is known by now: leads of other numbers that they became by a link were somebody else's. */
    @Transactional(propagation = Propagation.MANDATORY)
    void verified(CustomerId person) {
        CustomerId customer = customers.hold(person);
        List<Long> leads = jdbc.sql(
                        "select id from relation_lead where customer_id = :customer and converted_by = 'LINK' order by id")
                .param("customer", customer.value())
                .query(Long.class)
                .list();
        leads.stream()
                .filter(lead -> phones.of(lead).isPresent() && !mayBe(lead, customer))
                .forEach(lead -> conversions.undo(lead, customer));
    }

    private boolean mayBe(long lead, CustomerId customer) {
        Optional<String> number = phones.of(lead);
        var known = customers.phonesOf(customer);
        return known.isEmpty()
                || number.isPresent()
                        && known.stream()
                                .map(PhoneNumber::of)
                                .flatMap(Optional::stream)
                                .anyMatch(number.get()::equals);
    }
}
