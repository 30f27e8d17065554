package io.siyu.people.customer;

import io.siyu.foundation.transfer.Asked;
import io.siyu.foundation.transfer.Column;
import io.siyu.foundation.transfer.ExportSource;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of customers as a file; phones are masked unless {@code phone=full} is asked for with the right to see them. */
@Component
class CustomerExport implements ExportSource {

    private final CustomerSearch search;
    private final Identities identities;
    private final StaffDirectory staff;
    private final Stores stores;

    CustomerExport(CustomerSearch search, Identities identities, StaffDirectory staff, Stores stores) {
        this.search = search;
        this.identities = identities;
        this.staff = staff;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public String permission() {
        return "customer.read";
    }

    @Override
    public List<Column> columns(Asked asked) {
        if (phonesInFull(asked) && !asked.operator().may("customer.phone")) {
            throw DomainException.forbidden("customer.phone_forbidden");
        }
        return List.of(
                Column.number("customer.column.id"),
                Column.text("customer.column.name"),
                Column.text(phonesInFull(asked) ? "customer.column.phone" : "customer.column.masked_phone"),
                Column.text("customer.column.owner_staff"),
                Column.text("customer.column.owner_store"),
                Column.time("customer.column.created_at"));
    }

    @Override
    public long count(Asked asked) {
        return search.count(wanted(asked), asked.operator().scope());
    }

    @Override
    public Slice<List<@Nullable Object>> page(Asked asked, @Nullable String after, int size) {
        columns(asked);
        long below = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        List<CustomerSearch.Hit> hits =
                search.find(wanted(asked), asked.operator().scope(), below, size + 1);
        List<CustomerCard> cards = hits.stream().map(CustomerSearch.Hit::card).toList();
        Map<StaffId, StaffMember> guides = staff.byIds(cards.stream()
                .map(CustomerCard::ownerStaff)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<StoreId, Store> places = stores.byIds(cards.stream()
                .map(CustomerCard::ownerStore)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<CustomerId, String> phones = phonesInFull(asked)
                ? identities.phones(cards.stream().map(CustomerCard::id).toList())
                : Map.of();
        Slice<CustomerSearch.Hit> slice =
                Slice.of(hits, size, hit -> hit.card().id().toString());
        return new Slice<>(
                slice.items().stream()
                        .map(hit -> row(hit, guides, places, phones))
                        .toList(),
                slice.next());
    }

    private static List<@Nullable Object> row(
            CustomerSearch.Hit hit,
            Map<StaffId, StaffMember> guides,
            Map<StoreId, Store> places,
            Map<CustomerId, String> phones) {
        CustomerCard card = hit.card();
        StaffMember guide = card.ownerStaff() == null ? null : guides.get(card.ownerStaff());
        Store store = card.ownerStore() == null ? null : places.get(card.ownerStore());
        return Arrays.asList(
                card.id().value(),
                card.name(),
                phones.isEmpty() ? card.maskedPhone() : phones.get(card.id()),
                guide == null ? null : guide.name(),
                store == null ? null : store.name(),
                hit.createdAt());
    }

    private static boolean phonesInFull(Asked asked) {
        return "full".equals(asked.text("phone"));
    }

    private static CustomerSearch.Wanted wanted(Asked asked) {
        Long days = asked.number("silentDays");
        return new CustomerSearch.Wanted(
                asked.text("q"),
                asked.number("ownerStaffId"),
                asked.number("ownerStoreId"),
                days == null ? null : Math.clamp(days, 1, SilentCustomers.LONGEST));
    }
}
