package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Customers;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.Relation;
import io.siyu.sandbox.work.Relations;
import io.siyu.sandbox.work.WorkEvents;
import io.siyu.shared.RandomCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sows a small world in one transaction. */
@Component
@InSandbox
class Seeding {

    private static final int BY_SCAN = 1;

    private final Phones phones;
    private final Customers customers;
    private final Relations relations;
    private final AdminDesk desk;
    private final WorkEvents events;

    Seeding(Phones phones, Customers customers, Relations relations, AdminDesk desk, WorkEvents events) {
        this.phones = phones;
        this.customers = customers;
        this.relations = relations;
        this.desk = desk;
        this.events = events;
    }

    @Transactional
    SeedController.Seeded sow(SeedController.Seed seed) {
        boolean tell = Boolean.TRUE.equals(seed.callbacks());
        for (SeedController.SeedDepartment department : given(seed.departments())) {
            desk.department(new Members.Department(department.id(), department.name(), department.parentId(), 0));
        }
        for (SeedController.SeedMember member : given(seed.members())) {
            desk.put(member(member), tell);
        }
        List<SeedController.SeededFriend> friends = new ArrayList<>();
        for (SeedController.SeedFriend friend : given(seed.friends())) {
            friends.add(befriend(friend, tell));
        }
        return new SeedController.Seeded(friends);
    }

    private SeedController.SeededFriend befriend(SeedController.SeedFriend friend, boolean tell) {
        Customer customer = friend.phoneId() == null ? somebodyNew(friend) : phones.customer(friend.phoneId());
        String userid = phones.member(friend.userid()).userid();
        String state = friend.state() == null ? "" : friend.state();
        int addWay = friend.addWay() == null ? BY_SCAN : friend.addWay();
        String external = customer.externalUserid();
        relations
                .open(userid, external, state, addWay, external, friend.addedAt())
                .ifPresent(opened -> {
                    remark(opened, friend.remark());
                    if (tell) {
                        // The welcome of a friendship made long ago has no code any more.
                        events.added(userid, external, state, null, friend.addedAt());
                    }
                });
        return new SeedController.SeededFriend(customer.id(), userid, external, customer.unionid(), customer.openid());
    }

    private void remark(Relation opened, @Nullable String remark) {
        if (remark != null) {
            relations.note(new Relation(
                    opened.id(),
                    opened.userid(),
                    opened.externalUserid(),
                    opened.createdAt(),
                    null,
                    false,
                    remark,
                    opened.description(),
                    opened.remarkCompany(),
                    opened.remarkMobiles(),
                    opened.state(),
                    opened.addWay(),
                    opened.operUserid()));
        }
    }

    private Customer somebodyNew(SeedController.SeedFriend friend) {
        return customers.add(
                friend.name(),
                friend.colour() == null ? CustomerPhoneController.colourOf(friend.name()) : friend.colour(),
                friend.gender() == null ? 0 : friend.gender(),
                friend.phone() == null ? "139" + RandomCode.digits(8) : friend.phone(),
                friend.addedAt());
    }

    private static Member member(SeedController.SeedMember member) {
        return new Member(
                member.userid(),
                member.name(),
                member.position() == null ? "" : member.position(),
                member.mobile(),
                Member.ACTIVE,
                true,
                true,
                true,
                member.departments());
    }

    private static <T> List<T> given(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }
}
