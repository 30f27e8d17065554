package io.siyu.people.relation;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is whose friend, and whose customer somebody is. */
@Component
public class Relations {

    private static final Duration NEW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final FollowRows follows;
    private final StaffDirectory staff;
    private final Stores stores;
    private final Follows seeing;
    private final Clock clock;

    Relations(JdbcClient jdbc, FollowRows follows, StaffDirectory staff, Stores stores, Follows seeing, Clock clock) {
        this.jdbc = jdbc;
        this.follows = follows;
        this.staff = staff;
        this.stores = stores;
        this.seeing = seeing;
        this.clock = clock;
    }

    /** The friendship, present or past. */
    public Optional<Follow> find(CustomerId customer, StaffId staff) {
        return follows.find(customer, staff);
    }

    /** All friendships, present ones first. */
    public List<FollowView> of(CustomerId customer) {
        return follows.of(customer).stream().map(this::view).toList();
    }

    /** The employee whose customer this is. */
    public Optional<StaffId> ownerOf(CustomerId customer) {
        return jdbc.sql("""
                select staff_id from relation_ownership
                where customer_id = :customer and until is null and staff_id is not null""")
                .param("customer", customer.value())
                .query(Long.class)
                .optional()
                .map(StaffId::new);
    }

    /** @param since when the customer became theirs */
    public record Ownership(StaffId staff, Instant since) {}

    /** Whose customer this is, and since when. */
    public Optional<Ownership> ownershipOf(CustomerId customer) {
        return jdbc.sql("""
                select staff_id, since from relation_ownership
                where customer_id = :customer and until is null and staff_id is not null""")
                .param("customer", customer.value())
                .query((row, number) -> new Ownership(
                        new StaffId(row.getLong("staff_id")),
                        row.getTimestamp("since").toInstant()))
                .optional();
    }

    /** The employees who are friends with the customer now, the oldest friendship first. */
    public List<StaffId> followersOf(CustomerId customer) {
        return follows.of(customer).stream()
                .filter(Follow::active)
                .map(Follow::staff)
                .toList();
    }

    public boolean follows(StaffId staff, CustomerId customer) {
        return follows.find(customer, staff).filter(Follow::active).isPresent();
    }

    /** How WeChat Work names the two; empty when they never were friends. */
    public Optional<RelationKey> keyOf(CustomerId customer, StaffId staff) {
        return follows.find(customer, staff).map(Follow::key);
    }

    /** We wrote this remark at WeChat Work, which tells nobody of what its API changed. */
    public void remarked(CustomerId customer, StaffId employee, String remark) {
        jdbc.sql("update relation_follow set remark = :remark where customer_id = :customer and staff_id = :staff")
                .param("remark", remark)
                .param("customer", customer.value())
                .param("staff", employee.value())
                .update();
    }

    /**
     * WeChat Work refused something because the two are no friends. A friendship of the last hour may only be half accepted, or its end
     * on its way to us; an older one has ended and we were not told. By whom is not known: an employee's deletion is the one that is
     * rarely lost, so the customer is taken for it.
     */
    public void reportedGone(CustomerId customer, StaffId employee) {
        Instant now = clock.instant();
        follows.find(customer, employee)
                .filter(follow -> follow.active() && follow.addedAt().isBefore(now.minus(NEW)))
                .ifPresent(follow -> seeing.see(new Follows.Sighting(
                        customer,
                        employee,
                        follow.key(),
                        List.of(Observation.deleted(Observation.Kind.DELETED_BY_CUSTOMER, now)),
                        null,
                        AddedBy.UNKNOWN,
                        null)));
    }

    private FollowView view(Follow follow) {
        Optional<StaffMember> member = staff.find(follow.staff());
        Store store = member.map(StaffMember::storeId).flatMap(stores::find).orElse(null);
        return new FollowView(
                follow, member.map(StaffMember::name).orElse(follow.key().wecomUserId()), store);
    }
}
