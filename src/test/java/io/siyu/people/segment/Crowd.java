package io.siyu.people.segment;

import io.siyu.people.customer.Purpose;
import io.siyu.people.segment.Rule.Measure;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.BrandZone;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Some people who live at random, in the database and in plain Java, where rules are evaluated over them by hand. */
final class Crowd {

    private static final int PEOPLE = 25;
    static final int TAGS = 5;
    static final int OWNERS = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Timeline timeline;
    private final Clock clock;
    private final BrandZone zone;
    private final Map<Long, Person> people = new LinkedHashMap<>();
    private final long firstTag;
    private long keys;

    Crowd(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Timeline timeline,
            Clock clock,
            BrandZone zone,
            Random random) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.timeline = timeline;
        this.clock = clock;
        this.zone = zone;
        this.firstTag = makeTags(random);
        for (int i = 0; i < PEOPLE; i++) {
            newPerson(random);
        }
    }

    long firstTag() {
        return firstTag;
    }

    Set<Long> ids() {
        return people.keySet();
    }

    /** Whom the rule holds for. */
    Set<Long> whoAre(Rule rule, Map<Long, Rule> rules) {
        LocalDate today = zone.dateOf(clock.instant());
        Set<Long> ids = new TreeSet<>();
        people.forEach((id, person) -> {
            if (holds(rule, person, today, rules)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Somebody does something, something is done to somebody, or somebody new comes. */
    void live(Random random) {
        long id = new ArrayList<>(people.keySet()).get(random.nextInt(people.size()));
        Person person = Objects.requireNonNull(people.get(id));
        switch (random.nextInt(8)) {
            case 0 -> newPerson(random);
            case 1, 2 -> tag(id, person, firstTag + random.nextInt(TAGS), true);
            case 3 -> tag(id, person, firstTag + random.nextInt(TAGS), false);
            case 4, 5 -> act(id, person, random);
            case 6 -> own(id, person, random);
            default -> refuse(id, person, random);
        }
    }

    private long makeTags(Random random) {
        long group = jdbc.sql("""
                insert into tag_group (name, corp, state, sort_order, created_at)
                values (:name, false, 'ACTIVE', 0, :now) returning id""")
                .param("name", "g" + random.nextLong())
                .param("now", now())
                .query(Long.class)
                .single();
        long first = 0;
        for (int i = 0; i < TAGS; i++) {
            long id = jdbc.sql("""
                    insert into tag_tag (group_id, name, state, sort_order, created_at)
                    values (:group, :name, 'ACTIVE', 0, :now) returning id""")
                    .param("group", group)
                    .param("name", "t" + i)
                    .param("now", now())
                    .query(Long.class)
                    .single();
            first = i == 0 ? id : first;
        }
        return first;
    }

    private void newPerson(Random random) {
        Person person = new Person(random.nextInt(10_000));
        transaction.executeWithoutResult(status -> {
            long id = jdbc.sql("""
                    insert into customer_customer (bucket, name, gender, created_at)
                    values (:bucket, '某人', 'UNKNOWN', :now) returning id""")
                    .param("bucket", person.bucket)
                    .param("now", now())
                    .query(Long.class)
                    .single();
            changed(id, "CREATED");
            people.put(id, person);
        });
    }

    private void tag(long id, Person person, long tag, boolean add) {
        if (add ? !person.tags.add(tag) : !person.tags.remove(tag)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql(
                            add
                                    ? "insert into tag_assignment (customer_id, tag_id, kind, ref, at) values (:id, :tag, 'RULE', '', :now)"
                                    : "delete from tag_assignment where customer_id = :id and tag_id = :tag and :now is not null")
                    .param("id", id)
                    .param("tag", tag)
                    .param("now", now())
                    .update();
            jdbc.sql("""
                    insert into tag_op (customer_id, tag_id, added, kind, ref, at) values (:id, :tag, :added, 'RULE', '', :now)""")
                    .param("id", id)
                    .param("tag", tag)
                    .param("added", add)
                    .param("now", now())
                    .update();
        });
    }

    private void act(long id, Person person, Random random) {
        Activity activity = new Activity(
                new CustomerId(id),
                RandomRules.TYPES.get(random.nextInt(RandomRules.TYPES.size())),
                clock.instant().minus(Duration.ofHours(random.nextInt(24 * 50))),
                random.nextInt(5) - 1,
                Map.of(),
                "test",
                id + "/" + keys++ + "/" + random.nextLong());
        timeline.record(activity);
        person.done.add(activity);
    }

    private void own(long id, Person person, Random random) {
        person.staff = random.nextInt(4) == 0 ? null : 1L + random.nextInt(OWNERS);
        person.store = random.nextInt(4) == 0 ? null : 1L + random.nextInt(OWNERS);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update customer_customer set owner_staff_id = :staff, owner_store_id = :store where id = :id")
                    .param("staff", person.staff)
                    .param("store", person.store)
                    .param("id", id)
                    .update();
            changed(id, "OWNER");
        });
    }

    private void refuse(long id, Person person, Random random) {
        Purpose purpose = Purpose.values()[random.nextInt(Purpose.values().length)];
        if (!person.refuses.add(purpose)) {
            person.refuses.remove(purpose);
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update customer_customer set refuses = :refuses::text[] where id = :id")
                    .param("refuses", person.refuses.stream().map(Enum::name).toArray(String[]::new))
                    .param("id", id)
                    .update();
            changed(id, "CONSENT");
        });
    }

    private void changed(long id, String kind) {
        jdbc.sql("insert into customer_change (customer_id, kind, at) values (:id, :kind, :now)")
                .param("id", id)
                .param("kind", kind)
                .param("now", now())
                .update();
    }

    private boolean holds(Rule rule, Person person, LocalDate today, Map<Long, Rule> rules) {
        return switch (rule) {
            case Rule.All(List<Rule> all) -> all.stream().allMatch(one -> holds(one, person, today, rules));
            case Rule.Any(List<Rule> any) -> any.stream().anyMatch(one -> holds(one, person, today, rules));
            case Rule.Not(Rule inner) -> !holds(inner, person, today, rules);
            case Rule.Tagged(var tags) -> tags.stream().anyMatch(person.tags::contains);
            case Rule.Window window -> window.op().holds(figure(window, person, today), window.value());
            case Rule.Owned(var stores, var staff) ->
                stores.contains(orZero(person.store)) || staff.contains(orZero(person.staff));
            case Rule.Member(long id) -> holds(rules.getOrDefault(id, rule), person, today, rules);
            case Rule.Consents(Purpose purpose) -> !person.refuses.contains(purpose);
            case Rule.Bucket(int from, int to) -> person.bucket >= from && person.bucket <= to;
        };
    }

    private long figure(Rule.Window window, Person person, LocalDate today) {
        return person.done.stream()
                .filter(one -> one.type().equals(window.type()))
                .filter(one -> zone.dateOf(one.occurredAt()).isAfter(today.minusDays(window.days())))
                .mapToLong(one -> window.measure() == Measure.COUNT ? 1 : one.amountFen())
                .sum();
    }

    private static long orZero(@Nullable Long id) {
        return id == null ? 0 : id;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** A person as the test knows them. */
    private static final class Person {
        private final int bucket;
        private final Set<Long> tags = new HashSet<>();
        private final List<Activity> done = new ArrayList<>();
        private final Set<Purpose> refuses = new HashSet<>();
        private @Nullable Long staff;
        private @Nullable Long store;

        Person(int bucket) {
            this.bucket = bucket;
        }
    }
}
