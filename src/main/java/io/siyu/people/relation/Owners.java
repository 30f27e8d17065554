package io.siyu.people.relation;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.OwnershipRule.Candidate;
import io.siyu.people.relation.OwnershipRule.Decision;
import io.siyu.people.relation.OwnershipRule.Present;
import io.siyu.people.relation.OwnershipRule.Reason;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps every customer with the owner the rule gives them, and the history of it. */
@Component
class Owners {

    private final JdbcClient jdbc;
    private final FollowRows follows;
    private final StaffDirectory staff;
    private final CustomerDirectory customers;
    private final Clock clock;
    private final OwnershipRule rule;

    Owners(
            JdbcClient jdbc,
            FollowRows follows,
            StaffDirectory staff,
            CustomerDirectory customers,
            Clock clock,
            @Value("${siyu.relation.owner-lock-days:0}") int lockDays) {
        this.jdbc = jdbc;
        this.follows = follows;
        this.staff = staff;
        this.customers = customers;
        this.clock = clock;
        this.rule = new OwnershipRule(Duration.ofDays(lockDays));
    }

    private record Row(@Nullable StaffId owner, @Nullable StoreId store, Reason reason, Instant since) {

        static final Row NONE = new Row(null, null, Reason.NOBODY_LEFT, Instant.EPOCH);

        boolean isByHand() {
            return owner != null && reason == Reason.BY_HAND;
        }
    }

    /** Asks the rule again; several who ask at once wait for each other. */
    @Transactional(propagation = Propagation.REQUIRED)
    void review(CustomerId person) {
        CustomerId customer = customers.hold(person);
        lock(customer);
        Optional<Row> row = open(customer);
        List<Follow> friends = follows.of(customer);
        Map<StaffId, StaffMember> known =
                staff.byIds(Stream.concat(friends.stream().map(Follow::staff), row.map(Row::owner).stream())
                        .collect(Collectors.toSet()));
        Decision decision = rule.decide(
                row.map(open -> present(open, known)).orElse(null), candidates(friends, known), clock.instant());
        switch (decision) {
            case Decision.Stay(Instant reviewAt) -> row.ifPresent(open -> reviewLater(customer, reviewAt));
            case Decision.Give(StaffId owner, Reason reason) -> {
                StaffMember member = owner == null ? null : known.get(owner);
                StoreId store =
                        owner == null ? row.map(Row::store).orElse(null) : member == null ? null : member.storeId();
                row.ifPresent(open -> end(customer, clock.instant()));
                begin(customer, owner, store, reason, null, null);
            }
        }
    }

    /** An operator's word. */
    @Transactional
    void giveByHand(CustomerId person, StaffMember member, String note, long userId) {
        CustomerId customer = customers.hold(person);
        lock(customer);
        give(customer, member.id(), member.storeId(), Reason.BY_HAND, note, userId);
    }

    /** A handover's word: somebody else's customer stays theirs, unless that one does not work here any more. */
    void handOver(CustomerId customer, StaffId from, StaffMember to, @Nullable Long userId) {
        lock(customer);
        StaffId owner = open(customer).map(Row::owner).orElse(null);
        if (owner == null
                || owner.equals(from)
                || (!owner.equals(to.id()) && !works(owner, staff.byIds(List.of(owner))))) {
            give(customer, to.id(), to.storeId(), Reason.HANDED_OVER, null, userId);
        } else if (owner.equals(to.id())) {
            becauseHandedOver(customer, userId);
        }
    }

    /** The friendship with the new employee may be known before the handover: the rule gave the customer then, and for another reason. */
    private void becauseHandedOver(CustomerId customer, @Nullable Long userId) {
        jdbc.sql("""
                update relation_ownership set reason = 'HANDED_OVER', by_user_id = :user
                where customer_id = :customer and until is null and reason in ('FIRST_ADD', 'OWNER_DELETED')
                  and since > :yesterday""")
                .param("customer", customer.value())
                .param("user", userId, Types.BIGINT)
                .param("yesterday", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The same owner, in another store from now on; false when that is so already. */
    boolean moveStore(CustomerId person, @Nullable StoreId store, @Nullable Long userId) {
        CustomerId customer = customers.hold(person);
        lock(customer);
        Optional<Row> moved = open(customer).filter(row -> !Objects.equals(row.store(), store));
        moved.ifPresent(row -> give(customer, row.owner(), store, Reason.STORE_CHANGED, null, userId));
        return moved.isPresent();
    }

    Optional<StaffId> ownerOf(CustomerId customer) {
        return open(customer).map(Row::owner);
    }

    /**
     * The merged record is no person of its own any more. What an operator decided about it stays decided unless one decided about the
     * survivor too; what the rule gave it counts where the survivor has nobody.
     */
    void merge(CustomerId survivor, CustomerId merged) {
        Stream.of(survivor, merged)
                .sorted(Comparator.comparingLong(CustomerId::value))
                .forEach(this::lock);
        Row kept = open(survivor).orElse(Row.NONE);
        Row gone = open(merged).orElse(Row.NONE);
        if (gone.isByHand() && !kept.isByHand()) {
            end(survivor, clock.instant());
            jdbc.sql("""
                    update relation_ownership set customer_id = :survivor where customer_id = :merged and until is null""")
                    .param("survivor", survivor.value())
                    .param("merged", merged.value())
                    .update();
            customers.setOwner(survivor, gone.owner(), gone.store());
            return;
        }
        end(merged, clock.instant());
        if (kept.owner() == null && gone.owner() != null) {
            give(survivor, gone.owner(), gone.store(), Reason.MERGED, null, null);
        }
    }

    /** All customers of this employee are asked about, soon and in small steps. */
    void reviewAllOf(StaffId owner) {
        jdbc.sql("update relation_ownership set review_at = :now where staff_id = :staff and until is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("staff", owner.value())
                .update();
    }

    List<CustomerId> due(int size) {
        return jdbc.sql("""
                select customer_id from relation_ownership where until is null and review_at <= :now
                order by review_at, id limit :size""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("size", size)
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list();
    }

    /** One whose answer cannot be found is asked about later, and later each time, so that nobody waits behind them. */
    void reviewFailed(CustomerId customer) {
        jdbc.sql("""
                update relation_ownership set review_failures = review_failures + 1,
                    review_at = :now::timestamptz + least(1440, power(2, review_failures)) * interval '1 minute'
                where customer_id = :customer and until is null""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("customer", customer.value())
                .update();
    }

    private void give(
            CustomerId customer,
            @Nullable StaffId owner,
            @Nullable StoreId store,
            Reason reason,
            @Nullable String note,
            @Nullable Long userId) {
        end(customer, clock.instant());
        begin(customer, owner, store, reason, note, userId);
    }

    private void begin(
            CustomerId customer,
            @Nullable StaffId owner,
            @Nullable StoreId store,
            Reason reason,
            @Nullable String note,
            @Nullable Long userId) {
        jdbc.sql("""
                insert into relation_ownership (customer_id, staff_id, store_id, reason, note, by_user_id, since)
                values (:customer, :staff, :store, :reason, :note, :user, :now)""")
                .param("customer", customer.value())
                .param("staff", owner == null ? null : owner.value())
                .param("store", store == null ? null : store.value())
                .param("reason", reason.name())
                .param("note", note)
                .param("user", userId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        customers.setOwner(customer, owner, store);
    }

    private void end(CustomerId customer, Instant now) {
        jdbc.sql("""
                update relation_ownership set until = :now, review_at = null where customer_id = :customer and until is null""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("customer", customer.value())
                .update();
    }

    private void reviewLater(CustomerId customer, @Nullable Instant at) {
        jdbc.sql("""
                update relation_ownership set review_at = :at, review_failures = 0
                where customer_id = :customer and until is null and review_at is distinct from :at""")
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("customer", customer.value())
                .update();
    }

    private Optional<Row> open(CustomerId customer) {
        return jdbc.sql("select * from relation_ownership where customer_id = :customer and until is null")
                .param("customer", customer.value())
                .query((row, number) -> {
                    Long owner = row.getObject("staff_id", Long.class);
                    Long store = row.getObject("store_id", Long.class);
                    return new Row(
                            owner == null ? null : new StaffId(owner),
                            store == null ? null : new StoreId(store),
                            Reason.valueOf(row.getString("reason")),
                            FollowRows.instant(row, "since"));
                })
                .optional();
    }

    private static Present present(Row row, Map<StaffId, StaffMember> known) {
        StaffId owner = row.owner();
        return new Present(owner, owner != null && works(owner, known), row.reason(), row.since());
    }

    private static List<Candidate> candidates(List<Follow> friends, Map<StaffId, StaffMember> known) {
        return friends.stream()
                .map(follow -> new Candidate(
                        follow.staff(), works(follow.staff(), known), follow.active(), follow.firstAddedAt()))
                .toList();
    }

    private static boolean works(StaffId id, Map<StaffId, StaffMember> known) {
        StaffMember member = known.get(id);
        return member != null && member.active();
    }

    private void lock(CustomerId customer) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('relation_ownership'), hashint8(:customer))")
                .param("customer", customer.value())
                .query((row, number) -> true)
                .single();
    }
}
