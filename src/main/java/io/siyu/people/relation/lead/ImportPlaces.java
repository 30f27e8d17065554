package io.siyu.people.relation.lead;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.people.relation.lead.ImportLine.Place;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To which store and guide the rows of a file go, inside what the one who brought it may see. */
@Component
class ImportPlaces {

    private final Stores stores;
    private final StaffDirectory staff;
    private final Holdings holdings;
    private final CurrentOperator operator;
    private final JdbcClient jdbc;

    ImportPlaces(Stores stores, StaffDirectory staff, Holdings holdings, CurrentOperator operator, JdbcClient jdbc) {
        this.stores = stores;
        this.staff = staff;
        this.holdings = holdings;
        this.operator = operator;
        this.jdbc = jdbc;
    }

    /** Answers for some rows; counts what it gives to guides. */
    final class Places {

        private final Map<String, Store> byCode;
        private final Map<String, StaffMember> byUserId;
        private final Map<String, List<StaffMember>> byName;
        private final Map<StaffId, Integer> room;
        private final DataScope scope = operator.scope();

        private Places(List<ImportLine> lines, boolean dry) {
            Set<String> codes = texts(lines, ImportLine::store);
            Set<String> guides = texts(lines, ImportLine::guide);
            byCode = stores.byCodes(codes);
            byUserId = staff.byUserIds(guides);
            byName = named(guides);
            Set<StaffId> members = new HashSet<>();
            byUserId.values().forEach(member -> members.add(member.id()));
            byName.values().forEach(many -> many.forEach(member -> members.add(member.id())));
            room = dry || members.isEmpty()
                    ? new HashMap<>(holdings.room(members))
                    : new HashMap<>(holdings.hold(members));
        }

        /** @throws DomainException when there is no such store or guide, or it is none of the operator's */
        Place of(ImportLine line) {
            StaffMember guide = line.guide().isEmpty() ? null : guide(line.guide());
            StoreId store = line.store().isEmpty() ? null : store(line.store());
            if (guide != null && store != null && !store.equals(guide.storeId())) {
                throw DomainException.invalid("guide", "lead.import.guide_elsewhere", line.guide());
            }
            Place place = inScope(guide, guide == null ? store : guide.storeId());
            StaffId taker = place.guide();
            if (taker != null && room.merge(taker, -1, Integer::sum) < 0) {
                throw DomainException.invalid("guide", "lead.import.guide_full", line.guide());
            }
            return place;
        }

        private Place inScope(@Nullable StaffMember guide, @Nullable StoreId store) {
            return switch (scope) {
                case DataScope.All() -> new Place(store, guide == null ? null : guide.id());
                case DataScope.Stores(var ids) -> {
                    StoreId at = store == null && ids.size() == 1
                            ? new StoreId(ids.iterator().next())
                            : store;
                    if (at == null || !ids.contains(at.value())) {
                        throw DomainException.invalid(
                                "store", at == null ? "lead.import.store_missing" : "lead.import.store_foreign");
                    }
                    yield new Place(at, guide == null ? null : guide.id());
                }
                case DataScope.Own(long self) -> {
                    StaffMember own =
                            guide == null ? staff.find(new StaffId(self)).orElse(null) : guide;
                    if (own == null || own.id().value() != self) {
                        throw DomainException.invalid("guide", "lead.import.store_foreign");
                    }
                    room.computeIfAbsent(
                            own.id(), id -> holdings.room(Set.of(id)).getOrDefault(id, 0));
                    yield new Place(own.storeId(), own.id());
                }
                case DataScope.Nothing() -> throw DomainException.invalid("store", "lead.import.store_foreign");
            };
        }

        private StoreId store(String code) {
            Store store = byCode.get(code);
            if (store == null) {
                throw DomainException.invalid("store", "lead.import.store_unknown", code);
            }
            return store.id();
        }

        private StaffMember guide(String named) {
            StaffMember byId = byUserId.get(named);
            List<StaffMember> found = byId != null ? List.of(byId) : byName.getOrDefault(named, List.of());
            if (found.size() != 1) {
                throw DomainException.invalid(
                        "guide", found.isEmpty() ? "lead.import.guide_unknown" : "lead.import.guide_several", named);
            }
            if (!found.getFirst().takesCustomers()) {
                throw DomainException.invalid("guide", "lead.import.guide_off", named);
            }
            return found.getFirst();
        }
    }

    Places of(List<ImportLine> lines, boolean dry) {
        return new Places(lines, dry);
    }

    private static Set<String> texts(List<ImportLine> lines, Function<ImportLine, String> column) {
        return lines.stream().map(column).filter(text -> !text.isEmpty()).collect(Collectors.toSet());
    }

    private Map<String, List<StaffMember>> named(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        List<StaffId> ids = jdbc
                .sql("select id from staff_member where name in (:names) and active")
                .param("names", names)
                .query(Long.class)
                .list()
                .stream()
                .map(StaffId::new)
                .toList();
        return staff.byIds(ids).values().stream().collect(Collectors.groupingBy(StaffMember::name));
    }
}
