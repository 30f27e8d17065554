package io.siyu.people.relation;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is whose friend, and whose customer somebody is. */
@Component
public class Relations {

    private final JdbcClient jdbc;
    private final FollowRows follows;
    private final StaffDirectory staff;
    private final Stores stores;

    Relations(JdbcClient jdbc, FollowRows follows, StaffDirectory staff, Stores stores) {
        this.jdbc = jdbc;
        this.follows = follows;
        this.staff = staff;
        this.stores = stores;
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

    private FollowView view(Follow follow) {
        Optional<StaffMember> member = staff.find(follow.staff());
        Store store = member.map(StaffMember::storeId).flatMap(stores::find).orElse(null);
        return new FollowView(
                follow, member.map(StaffMember::name).orElse(follow.key().wecomUserId()), store);
    }
}
