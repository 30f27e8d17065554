package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.ListedPerson;
import io.siyu.people.relation.ListedPerson.Called;
import io.siyu.people.relation.Relations;
import io.siyu.people.relation.lead.ImportLine.Place;
import io.siyu.people.relation.lead.LeadDesk.Attempt;
import io.siyu.people.relation.lead.LeadDesk.Outcome;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a list of leads at once, with who has them and what came of calling. */
@Component
public class ListMaking {

    private final Batches batches;
    private final NewLeads fresh;
    private final LeadPhones phones;
    private final LeadDesk desk;
    private final Conversions conversions;
    private final CustomerDirectory customers;
    private final Relations relations;
    private final StaffDirectory staff;
    private final CurrentOperator operator;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListMaking(
            Batches batches,
            NewLeads fresh,
            LeadPhones phones,
            LeadDesk desk,
            Conversions conversions,
            CustomerDirectory customers,
            Relations relations,
            StaffDirectory staff,
            CurrentOperator operator,
            TransactionTemplate transaction,
            Clock clock) {
        this.batches = batches;
        this.fresh = fresh;
        this.phones = phones;
        this.desk = desk;
        this.conversions = conversions;
        this.customers = customers;
        this.relations = relations;
        this.staff = staff;
        this.operator = operator;
        this.transaction = transaction;
        this.clock = clock;
    }

    public long make(String name, String source, String byName, List<ListedPerson> people) {
        Operator maker = new Operator(0, null, byName, Set.of(), new DataScope.All());
        return operator.as(maker, () -> {
            Long id = transaction.execute(status -> write(name, source, people));
            people.forEach(this::call);
            people.forEach(person -> transaction.executeWithoutResult(status -> friend(person)));
            return id == null ? 0 : id;
        });
    }

    private long write(String name, String source, List<ListedPerson> people) {
        long id = batches.add(name, source, null);
        Map<Integer, NewLeads.Fresh> leads = new LinkedHashMap<>();
        for (ListedPerson person : people) {
            PhoneNumber.of(person.phone())
                    .ifPresent(phone -> leads.put(
                            leads.size(), new NewLeads.Fresh(line(person), phone, place(person.guide()), null)));
        }
        batches.saw(id, people.size());
        fresh.write(batches.find(id), leads);
        return id;
    }

    private static ImportLine line(ListedPerson person) {
        return ImportLine.of(Map.of("phone", person.phone(), "name", person.name(), "remark", person.remark()));
    }

    private Place place(@Nullable StaffId guide) {
        StaffMember member = guide == null ? null : staff.find(guide).orElse(null);
        return member == null ? new Place(null, null) : new Place(member.storeId(), member.id());
    }

    private void friend(ListedPerson person) {
        customers
                .find(Identity.phone(person.phone()))
                .ifPresent(customer -> relations.followersOf(customer).stream()
                        .findFirst()
                        .ifPresent(guide -> conversions.arrived(customer, guide, List.of(), clock.instant())));
    }

    private void call(ListedPerson person) {
        Called called = person.called();
        if (called != null) {
            phones.openLeads(PhoneNumber.of(person.phone()).stream().toList())
                    .forEach(lead -> desk.note(lead, new Attempt(Outcome.valueOf(called.name()), null, null, null)));
        }
    }
}
