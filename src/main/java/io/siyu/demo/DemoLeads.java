package io.siyu.demo;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.LeadLists;
import io.siyu.people.relation.ListedPerson;
import io.siyu.people.relation.ListedPerson.Called;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The numbers that people left at a fair: one lead in every state. The first are people who became friends meanwhile. */
@Component
class DemoLeads {

    private final LeadLists lists;
    private final StaffDirectory staff;
    private final CustomerDirectory customers;
    private final DemoMemory memory;

    DemoLeads(LeadLists lists, StaffDirectory staff, CustomerDirectory customers, DemoMemory memory) {
        this.lists = lists;
        this.staff = staff;
        this.customers = customers;
        this.memory = memory;
    }

    void seed() {
        memory.once("leads of the tea fair", () -> lists.create("春季茶博会登记", "茶博会", "运营", people()));
    }

    private List<ListedPerson> people() {
        StaffId one = guide(DemoPeople.guides().getFirst().userId());
        StaffId other = guide(DemoPeople.guides().getLast().userId());
        List<String> won = friends();
        return List.of(
                new ListedPerson(won.getFirst(), "沈若溪", "试喝了白茶", one, Called.WILL_ADD),
                new ListedPerson(won.getLast(), "顾行舟", "", other, null),
                new ListedPerson("13900002001", "何田田", "想买茶具送长辈", one, Called.NO_ANSWER),
                new ListedPerson("13900002002", "罗启明", "公司采购", one, null),
                new ListedPerson("13900002003", "", "", other, Called.WRONG_NUMBER),
                new ListedPerson("13900002004", "秦晚", "下午打", null, null),
                new ListedPerson("13900002005", "白一帆", "", null, null));
    }

    /** Two numbers that friends have bound, or any two. */
    private List<String> friends() {
        List<String> phones =
                IntStream.range(0, 100).mapToObj(DemoPeople::phone).toList();
        List<String> bound =
                customers.find(phones.stream().map(Identity::phone).collect(Collectors.toSet())).keySet().stream()
                        .map(Identity::value)
                        .sorted()
                        .toList();
        return (bound.size() < 2 ? phones : bound).subList(0, 2);
    }

    private StaffId guide(String userId) {
        return staff.byUserId(userId).map(StaffMember::id).orElseThrow();
    }
}
