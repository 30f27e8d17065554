package io.siyu.people.relation;

import io.siyu.gateway.wecom.KnownFriendships;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Our friendships, by the names that WeChat Work has for the two. */
@Component
class ComparedFriendships implements KnownFriendships {

    private final JdbcClient jdbc;
    private final StaffDirectory staff;
    private final CustomerDirectory customers;

    ComparedFriendships(JdbcClient jdbc, StaffDirectory staff, CustomerDirectory customers) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.customers = customers;
    }

    @Override
    public Optional<String> employee(String userId) {
        return staff.byUserId(userId).map(StaffMember::name);
    }

    @Override
    public Set<String> employees() {
        return Set.copyOf(jdbc.sql("""
                select wecom_user_id from staff_member m
                where active or exists (select from relation_follow f where f.staff_id = m.id and f.state = 'FOLLOWING')""").query(String.class).list());
    }

    @Override
    public Set<String> friendsAmong(String userId, Collection<String> externalUserIds) {
        return Set.copyOf(jdbc.sql("""
                select f.external_userid from relation_follow f join staff_member m on m.id = f.staff_id
                where m.wecom_user_id = :user and f.state = 'FOLLOWING' and f.external_userid = any(:customers::text[])""")
                .param("user", userId)
                .param("customers", externalUserIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    @Override
    public Set<String> friendsOf(String userId, Instant before) {
        return Set.copyOf(jdbc.sql("""
                select f.external_userid from relation_follow f join staff_member m on m.id = f.staff_id
                where m.wecom_user_id = :user and f.state = 'FOLLOWING' and f.added_at < :before""")
                .param("user", userId)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    @Override
    public Map<String, CustomerId> customers(Collection<String> externalUserIds) {
        Map<String, CustomerId> known = new HashMap<>();
        externalUserIds.forEach(external ->
                customers.find(Identity.externalUserId(external)).ifPresent(customer -> known.put(external, customer)));
        return known;
    }
}
