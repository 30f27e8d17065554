package io.siyu.people.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PeopleSlice
class CustomerDirectoryTests {

    private static final Instant NOW = MovableClock.BEGINNING;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Merging merging;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    List<CustomersMerged> participated;

    private CustomerId see(Identity... keys) {
        return customers.findOrCreate(List.of(keys), Profile.UNKNOWN, NOW);
    }

    @Test
    void two_records_that_share_a_key_become_the_older_one() {
        Identity external = Keys.external();
        Identity phone = Keys.phone();
        CustomerId older = see(external);
        CustomerId younger = customers.findOrCreate(List.of(phone), Profile.named("小雅"), NOW);
        customers.setConsent(younger, Purpose.MARKETING, false, "shopper");
        timeline.record(new Activity(younger, "order.paid", NOW, 100, Map.of(), "test", Keys.fresh("k")));

        assertThat(see(external, phone)).isEqualTo(older);

        assertThat(customers.find(phone)).contains(older);
        assertThat(customers.survivor(younger)).isEqualTo(older);
        CustomerCard card = customers.card(younger);
        assertThat(card.id()).isEqualTo(older);
        assertThat(card.name()).isEqualTo("小雅");
        assertThat(customers.accepts(older, Purpose.MARKETING)).isFalse();
        assertThat(customers.accepts(older, Purpose.SERVICE)).isTrue();
        assertThat(timeline.of(older, null, 10).items()).hasSize(1);
        assertThat(participated).contains(new CustomersMerged(older, younger));
        assertThat(merging.logOf(older)).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo("MERGED");
            assertThat(entry.mergedId()).isEqualTo(younger.value());
        });
        assertThat(before(younger)).contains("小雅").doesNotContain(phone.value());
    }

    @Test
    void who_is_held_and_then_merged_in_one_transaction_is_held_anew() {
        Identity external = Keys.external();
        Identity phone = Keys.phone();
        CustomerId older = see(external);
        CustomerId younger = see(phone);

        transaction.executeWithoutResult(status -> {
            assertThat(customers.hold(younger)).isEqualTo(younger);
            assertThat(customers.hold(younger)).isEqualTo(younger);
            see(external, phone);
            assertThat(customers.hold(younger)).isEqualTo(older);
        });
    }

    @Test
    void a_phone_is_never_clear_in_the_database_and_still_found() {
        Identity phone = Keys.phone();
        CustomerId customer = see(phone);
        String row = jdbc.sql("select i::text from customer_identity i where customer_id = :id")
                .param("id", customer.value())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(phone.value());
        assertThat(customers.find(phone)).contains(customer);
        assertThat(customers.card(customer).maskedPhone())
                .isEqualTo("***" + phone.value().substring(7));
    }

    @Test
    void too_many_keys_are_not_made_one_person() {
        CustomerId first = null;
        CustomerId second = null;
        Identity firstUnion = Keys.union();
        Identity secondPhone = Keys.phone();
        for (int i = 0; i < 30; i++) {
            first = see(firstUnion, Identity.openId("wx" + i, Keys.fresh("o")));
            second = see(secondPhone, Identity.openId("wx" + i, Keys.fresh("o")));
        }
        assertThat(see(secondPhone, firstUnion)).isEqualTo(first);
        assertThat(customers.find(secondPhone)).contains(java.util.Objects.requireNonNull(second));
        assertThat(merging.logOf(java.util.Objects.requireNonNull(first)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo("REFUSED"));
    }

    @Test
    void hints_fill_what_is_unknown_and_change_nothing_that_is_known() {
        Identity union = Keys.union();
        CustomerId customer = see(union);
        customers.findOrCreate(List.of(union), new Profile("阿宁", "https://a/1.png", Gender.FEMALE, null), NOW);
        customers.findOrCreate(List.of(union), new Profile("别名", "https://a/2.png", Gender.MALE, null), NOW);
        CustomerCard card = customers.card(customer);
        assertThat(card.name()).isEqualTo("阿宁");
        assertThat(card.avatar()).isEqualTo("https://a/1.png");
    }

    @Test
    void every_change_is_told_once_and_no_change_is_not_told() {
        CustomerId customer = see(Keys.union());
        customers.setOwner(customer, new StaffId(1), null);
        customers.setOwner(customer, new StaffId(1), null);
        customers.setConsent(customer, Purpose.SERVICE, true, "system");
        customers.setConsent(customer, Purpose.SERVICE, false, "system");
        customers.setConsent(customer, Purpose.SERVICE, false, "system");
        assertThat(jdbc.sql("select kind from customer_change where customer_id = :id order by id")
                        .param("id", customer.value())
                        .query(String.class)
                        .list())
                .containsExactly("CREATED", "OWNER", "CONSENT");
    }

    private String before(CustomerId merged) {
        return jdbc.sql("select before::text from customer_merge where merged_id = :id")
                .param("id", merged.value())
                .query(String.class)
                .single();
    }
}
