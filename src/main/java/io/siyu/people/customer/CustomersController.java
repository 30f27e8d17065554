package io.siyu.people.customer;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.people.timeline.Timeline;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People as operators see them: those within their scope, phones masked. */
@RestController
@RequestMapping("/api/admin/customers")
class CustomersController {

    private static final int LARGEST_SLICE = 100;

    private final CustomerSearch search;
    private final CustomerDirectory customers;
    private final People people;
    private final Identities identities;
    private final Consents consents;
    private final Merging merging;
    private final Timeline timeline;
    private final StaffDirectory staff;
    private final Stores stores;
    private final CurrentOperator operator;

    CustomersController(
            CustomerSearch search,
            CustomerDirectory customers,
            People people,
            Identities identities,
            Consents consents,
            Merging merging,
            Timeline timeline,
            StaffDirectory staff,
            Stores stores,
            CurrentOperator operator) {
        this.search = search;
        this.customers = customers;
        this.people = people;
        this.identities = identities;
        this.consents = consents;
        this.merging = merging;
        this.timeline = timeline;
        this.staff = staff;
        this.stores = stores;
        this.operator = operator;
    }

    record Line(
            long id,
            String name,
            @Nullable String avatar,
            @Nullable String maskedPhone,
            @Nullable Long ownerStaffId,
            @Nullable String ownerStaffName,
            @Nullable Long ownerStoreId,
            @Nullable String ownerStoreName,
            Instant createdAt) {}

    record MergedFrom(long customerId, String name, Instant at, String reason) {}

    record Detail(
            long id,
            String name,
            @Nullable String avatar,
            @Nullable String maskedPhone,
            @Nullable Long ownerStaffId,
            @Nullable String ownerStaffName,
            @Nullable Long ownerStoreId,
            @Nullable String ownerStoreName,
            Instant createdAt,
            Gender gender,
            @Nullable LocalDate birthday,
            List<String> refuses,
            int bucket,
            List<Identities.Known> identities,
            List<MergedFrom> mergedFrom) {}

    record Happening(
            long id, String type, Instant occurredAt, long amountFen, Map<String, String> attributes, String source) {}

    /** @param silentDays friends of the guide who owns them, of whom nothing was heard for so many days; only with a guide or a store */
    @GetMapping
    @RequiresPermission("customer.read")
    Slice<Line> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Long ownerStaffId,
            @RequestParam(required = false) @Nullable Long ownerStoreId,
            @RequestParam(required = false) @Min(1) @Max(SilentCustomers.LONGEST) @Nullable Integer silentDays,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "20") int size) {
        int asked = sliceSize(size);
        var wanted = new CustomerSearch.Wanted(q, ownerStaffId, ownerStoreId, silentDays);
        var hits = search.find(wanted, operator.scope(), after == null ? Long.MAX_VALUE : after, asked + 1);
        Names names = names(hits.stream().map(CustomerSearch.Hit::card).toList());
        List<Line> lines = hits.stream().map(hit -> line(hit, names)).toList();
        return Slice.of(lines, asked, line -> Long.toString(line.id()));
    }

    /** A person merged away answers as the one they live on in. */
    @GetMapping("/{id}")
    @RequiresPermission("customer.read")
    Detail one(@PathVariable long id) {
        CustomerId customer = customers.requireVisible(id);
        CustomerCard card = customers.card(customer);
        People.Row row = people.row(customer);
        Names names = names(List.of(card));
        return new Detail(
                row.id(),
                row.name(),
                row.avatar(),
                card.maskedPhone(),
                row.ownerStaffId(),
                names.staffOf(card),
                row.ownerStoreId(),
                names.storeOf(card),
                row.createdAt(),
                row.gender(),
                row.birthday(),
                row.refuses(),
                row.bucket(),
                identities.of(customer),
                mergedFrom(customer));
    }

    @GetMapping("/{id}/identities")
    @RequiresPermission("customer.read")
    List<Identities.Known> keys(@PathVariable long id) {
        return identities.of(customers.requireVisible(id));
    }

    @GetMapping("/{id}/merges")
    @RequiresPermission("customer.read")
    List<Merging.Entry> merges(@PathVariable long id) {
        return merging.logOf(customers.requireVisible(id));
    }

    @GetMapping("/{id}/consents")
    @RequiresPermission("customer.read")
    List<Consents.Change> consents(@PathVariable long id) {
        return consents.changesOf(customers.requireVisible(id));
    }

    @GetMapping("/{id}/timeline")
    @RequiresPermission("customer.read")
    Slice<Happening> timeline(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int size) {
        var slice = timeline.of(customers.requireVisible(id), after, sliceSize(size));
        List<Happening> happenings = slice.items().stream()
                .map(one -> new Happening(
                        one.id(), one.type(), one.occurredAt(), one.amountFen(), one.attributes(), one.source()))
                .toList();
        return new Slice<>(happenings, slice.next());
    }

    private List<MergedFrom> mergedFrom(CustomerId customer) {
        return merging.logOf(customer).stream()
                .filter(entry -> entry.state().equals("MERGED") && entry.survivorId() == customer.value())
                .map(entry -> new MergedFrom(entry.mergedId(), entry.mergedName(), entry.at(), entry.reason()))
                .toList();
    }

    private static int sliceSize(int size) {
        return Math.clamp(size, 1, LARGEST_SLICE);
    }

    private static Line line(CustomerSearch.Hit hit, Names names) {
        CustomerCard card = hit.card();
        return new Line(
                card.id().value(),
                card.name(),
                card.avatar(),
                card.maskedPhone(),
                card.ownerStaff() == null ? null : card.ownerStaff().value(),
                names.staffOf(card),
                card.ownerStore() == null ? null : card.ownerStore().value(),
                names.storeOf(card),
                hit.createdAt());
    }

    private record Names(Map<StaffId, StaffMember> staff, Map<StoreId, Store> stores) {

        @Nullable
        String staffOf(CustomerCard card) {
            StaffMember member = card.ownerStaff() == null ? null : staff.get(card.ownerStaff());
            return member == null ? null : member.name();
        }

        @Nullable
        String storeOf(CustomerCard card) {
            Store store = card.ownerStore() == null ? null : stores.get(card.ownerStore());
            return store == null ? null : store.name();
        }
    }

    private Names names(List<CustomerCard> cards) {
        Set<StaffId> owners = cards.stream()
                .map(CustomerCard::ownerStaff)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<StoreId> places = cards.stream()
                .map(CustomerCard::ownerStore)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Names(staff.byIds(owners), stores.byIds(places));
    }
}
