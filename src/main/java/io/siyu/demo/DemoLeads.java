package io.siyu.demo;

import io.siyu.people.relation.LeadLists;
import io.siyu.people.relation.LeadLists.Called;
import io.siyu.people.relation.LeadLists.Person;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The numbers that people left at a fair: one lead in every state. The first are people who will shop and so bind that number. */
@Component
class DemoLeads {

    private final LeadLists lists;
    private final StaffDirectory staff;
    private final DemoMemory memory;

    DemoLeads(LeadLists lists, StaffDirectory staff, DemoMemory memory) {
        this.lists = lists;
        this.staff = staff;
        this.memory = memory;
    }

    void seed() {
        memory.once("leads of the tea fair", () -> lists.create("春季茶博会登记", "茶博会", "运营", people()));
    }

    private List<Person> people() {
        StaffId one = guide(DemoPeople.guides().getFirst().userId());
        StaffId other = guide(DemoPeople.guides().getLast().userId());
        return List.of(
                new Person(DemoPeople.phone(0), "沈若溪", "试喝了白茶", one, Called.WILL_ADD),
                new Person(DemoPeople.phone(1), "顾行舟", "", other, null),
                new Person(DemoPeople.phone(2), "温以宁", "", one, null),
                new Person("13900002001", "何田田", "想买茶具送长辈", one, Called.NO_ANSWER),
                new Person("13900002002", "罗启明", "公司采购", one, null),
                new Person("13900002003", "", "", other, Called.WRONG_NUMBER),
                new Person("13900002004", "秦晚", "下午打", null, null),
                new Person("13900002005", "白一帆", "", null, null));
    }

    private StaffId guide(String userId) {
        return staff.byUserId(userId).map(StaffMember::id).orElseThrow();
    }
}
