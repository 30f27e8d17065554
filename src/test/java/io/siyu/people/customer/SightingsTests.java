package io.siyu.people.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.CustomerId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;

@PeopleSlice
class SightingsTests {

    private static final Instant NOW = MovableClock.BEGINNING;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    Merging merging;

    private CustomerId see(Identity... keys) {
        return customers.findOrCreate(List.of(keys), Profile.UNKNOWN, NOW);
    }

    @Test
    void one_union_id_seen_by_twenty_threads_is_one_customer() throws Exception {
        Identity union = Keys.union();
        List<Callable<CustomerId>> sightings = Collections.nCopies(20, () -> see(union));
        assertThat(new HashSet<>(together(sightings))).hasSize(1);
        assertThat(customers.find(union)).isPresent();
    }

    @Test
    void the_same_keys_in_any_order_by_many_threads_are_one_customer() throws Exception {
        Identity union = Keys.union();
        Identity external = Keys.external();
        Identity open = Identity.openId("wx1", Keys.fresh("o"));
        List<Identity> keys = List.of(union, external, open);
        List<Callable<CustomerId>> sightings = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            List<Identity> some = new ArrayList<>(keys);
            Collections.shuffle(some, random);
            List<Identity> seen = i % 3 == 0 ? some : List.of(union, some.getFirst());
            sightings.add(() -> retrying(() -> customers.findOrCreate(seen, Profile.UNKNOWN, NOW)));
        }
        together(sightings);
        Set<CustomerId> owners =
                keys.stream().map(key -> customers.find(key).orElseThrow()).collect(Collectors.toSet());
        assertThat(owners).hasSize(1);
    }

    @Test
    void sightings_in_any_order_end_in_the_same_people_and_lose_no_key() {
        Seeds.forAll(12, random -> {
            List<List<Integer>> sightings = sightings(random, 14, 16);
            Set<Set<Integer>> expected = components(sightings);
            assertThat(peopleAfter(sightings, false)).isEqualTo(expected);
            List<List<Integer>> shuffled = new ArrayList<>(sightings);
            Collections.shuffle(shuffled, random);
            assertThat(peopleAfter(shuffled, false)).isEqualTo(expected);
        });
    }

    @Test
    void sightings_all_at_once_end_in_the_same_people_too() {
        Seeds.forAll(4, random -> {
            List<List<Integer>> sightings = sightings(random, 10, 24);
            assertThat(peopleAfter(sightings, true)).isEqualTo(components(sightings));
        });
    }

    @Test
    void a_phone_that_many_show_never_makes_one_of_two_whom_wechat_knows_apart() {
        Seeds.forAll(12, random -> {
            List<Identity> unions = Stream.generate(Keys::union).limit(4).toList();
            List<Identity> phones = Stream.generate(Keys::phone).limit(3).toList();
            Map<Identity, Identity> last = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                Identity union = unions.get(random.nextInt(unions.size()));
                Identity phone = phones.get(random.nextInt(phones.size()));
                see(random.nextBoolean() ? new Identity[] {union, phone} : new Identity[] {phone, union});
                last.put(phone, union);
            }
            Map<Identity, CustomerId> people = unions.stream()
                    .filter(union -> customers.find(union).isPresent())
                    .collect(Collectors.toMap(
                            union -> union, union -> customers.find(union).orElseThrow()));
            assertThat(new HashSet<>(people.values())).hasSameSizeAs(people.keySet());
            last.forEach((phone, union) ->
                    assertThat(customers.find(phone)).isEqualTo(Optional.ofNullable(people.get(union))));
        });
    }

    @Test
    void a_phone_still_joins_a_shopper_with_who_was_known_by_nothing_else() {
        Identity phone = Keys.phone();
        Identity open = Identity.openId("wx1", Keys.fresh("o"));
        CustomerId member = see(phone, Keys.external());
        CustomerId shopper = see(open, Keys.union());
        assertThat(see(open, phone)).isEqualTo(member);
        assertThat(customers.survivor(shopper)).isEqualTo(member);
    }

    @Test
    void a_phone_shown_by_somebody_new_leaves_the_old_hand_and_the_log_says_why() {
        Identity phone = Keys.phone();
        Identity first = Identity.openId("wx1", Keys.fresh("o"));
        Identity second = Identity.openId("wx1", Keys.fresh("o"));
        CustomerId one = see(first, Keys.union());
        CustomerId other = see(second, Keys.union());
        assertThat(see(first, phone)).isEqualTo(one);
        assertThat(see(second, phone)).isEqualTo(other);
        assertThat(customers.find(phone)).contains(other);
        assertThat(merging.logOf(one))
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo("REFUSED"));
    }

    private static List<List<Integer>> sightings(Random random, int keys, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(1 + random.nextInt(3), 0, keys)
                        .boxed()
                        .distinct()
                        .toList())
                .toList();
    }

    /** Which keys the database holds as one person each, after these sightings of fresh keys. */
    private Set<Set<Integer>> peopleAfter(List<List<Integer>> sightings, boolean atOnce) throws Exception {
        Map<Integer, Identity> keys = new HashMap<>();
        List<Callable<CustomerId>> work = new ArrayList<>();
        for (List<Integer> sighting : sightings) {
            List<Identity> seen = sighting.stream()
                    .map(key -> keys.computeIfAbsent(key, Keys::any))
                    .toList();
            work.add(() -> retrying(() -> customers.findOrCreate(seen, Profile.UNKNOWN, NOW)));
        }
        if (atOnce) {
            together(work);
        } else {
            for (Callable<CustomerId> one : work) {
                one.call();
            }
        }
        Map<CustomerId, Set<Integer>> people = new HashMap<>();
        keys.forEach((key, identity) -> people.computeIfAbsent(
                        customers.find(identity).orElseThrow(), id -> new HashSet<>())
                .add(key));
        return Set.copyOf(people.values());
    }

    /** The oracle: keys seen together are one person, and so are those connected through others. */
    private static Set<Set<Integer>> components(List<List<Integer>> sightings) {
        int[] root = IntStream.range(0, 100).toArray();
        for (List<Integer> sighting : sightings) {
            for (int key : sighting) {
                int from = root[key];
                int to = root[sighting.getFirst()];
                Arrays.setAll(root, i -> root[i] == from ? to : root[i]);
            }
        }
        Map<Integer, Set<Integer>> people = sightings.stream()
                .flatMap(Collection::stream)
                .collect(Collectors.groupingBy(key -> root[key], Collectors.toSet()));
        return Set.copyOf(people.values());
    }

    /** What the inbox and sign-in do: a deadlock's loser tries again. */
    private static <T> T retrying(Callable<T> work) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return work.call();
            } catch (ConcurrencyFailureException lost) {
                if (attempt == 10) {
                    throw lost;
                }
            }
        }
    }

    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
        }
        return results;
    }
}
