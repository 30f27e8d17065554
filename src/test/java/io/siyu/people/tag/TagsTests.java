package io.siyu.people.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class TagsTests {

    private static final Provenance RULE = new Provenance(Provenance.Kind.RULE, "test");

    @Autowired
    Tags tags;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void twenty_at_once_put_one_tag_on_and_leave_one_line() throws Exception {
        CustomerId customer = customer();
        long tag = group().values().iterator().next();
        List<Set<Long>> added = atOnce(20, () -> tags.apply(customer, List.of(tag), RULE));

        assertThat(added.stream().filter(set -> !set.isEmpty())).hasSize(1);
        assertThat(tags.of(customer)).containsExactly(tag);
        assertThat(lines(customer)).isEqualTo(1);

        List<Set<Long>> removed = atOnce(20, () -> tags.remove(customer, List.of(tag), RULE));
        assertThat(removed.stream().filter(set -> !set.isEmpty())).hasSize(1);
        assertThat(tags.of(customer)).isEmpty();
        assertThat(lines(customer)).isEqualTo(2);
    }

    @Test
    void many_people_at_once_from_both_ends_do_not_lock_each_other_out() throws Exception {
        List<CustomerId> people = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            people.add(customer());
        }
        List<Long> ids = List.copyOf(group().values());
        List<Integer> counts = atOnce(
                8, () -> tags.applyAll(people.reversed(), ids, RULE) + tags.applyAll(people, ids.reversed(), RULE));
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(people.size() * ids.size());
    }

    @Test
    void unknown_tags_are_left_out() {
        CustomerId customer = customer();
        assertThat(tags.apply(customer, List.of(Long.MAX_VALUE), RULE)).isEmpty();
        assertThat(tags.apply(customer, List.of(), RULE)).isEmpty();
    }

    @Test
    void a_group_is_made_once_and_completed() {
        String name = "g" + RandomCode.letters(8);
        Map<String, Long> first = tags.createGroup(name, false, List.of("高", "中"));
        Map<String, Long> again = tags.createGroup(name, false, List.of("中", "低"));
        assertThat(again).containsAllEntriesOf(first).containsOnlyKeys("高", "中", "低");
    }

    private Map<String, Long> group() {
        return tags.createGroup("g" + RandomCode.letters(8), false, List.of("高", "中", "低"));
    }

    private CustomerId customer() {
        return customers.findOrCreate(
                List.of(Identity.unionId("un-" + RandomCode.letters(16))), Profile.named("周青"), clock.instant());
    }

    private int lines(CustomerId customer) {
        return jdbc.sql("select count(*) from tag_op where customer_id = :customer")
                .param("customer", customer.value())
                .query(Integer.class)
                .single();
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(Collections.nCopies(threads, work))) {
                results.add(one.get());
            }
            return results;
        }
    }
}
