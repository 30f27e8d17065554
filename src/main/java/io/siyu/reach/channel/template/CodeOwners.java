package io.siyu.reach.channel.template;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up the stores and guides that codes are for, many at once. */
@Component
public class CodeOwners {

    private final Stores stores;
    private final StaffDirectory staff;

    CodeOwners(Stores stores, StaffDirectory staff) {
        this.stores = stores;
        this.staff = staff;
    }

    /** Those of these stores that exist, closed ones too. */
    public Map<StoreId, CodeOwner> ofStores(Collection<StoreId> ids) {
        Map<StoreId, List<StaffMember>> guides = staff.guidesOf(ids);
        return stores.byIds(ids).values().stream()
                .collect(Collectors.toMap(
                        Store::id,
                        store -> new CodeOwner(store, null, ids(guides.get(store.id()))),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** Those of these guides that exist, those who left too. */
    public Map<StaffId, CodeOwner> ofGuides(Collection<StaffId> ids) {
        Map<StaffId, StaffMember> members = staff.byIds(ids);
        Set<StoreId> places = members.values().stream()
                .map(StaffMember::storeId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        Map<StoreId, CodeOwner> found = ofStores(places);
        return members.values().stream().collect(Collectors.toMap(StaffMember::id, member -> ofGuide(member, found)));
    }

    private static CodeOwner ofGuide(StaffMember guide, Map<StoreId, CodeOwner> stores) {
        Optional<CodeOwner> store = Optional.ofNullable(guide.storeId()).map(stores::get);
        return new CodeOwner(
                store.map(CodeOwner::store).orElse(null),
                guide,
                store.map(CodeOwner::colleagues).orElse(List.of()));
    }

    /** Every store or guide there is that the template wants, by its number. */
    Map<Long, CodeOwner> wantedBy(CodeTemplate template) {
        return switch (template.target()) {
            case STORE ->
                byNumber(
                        ofStores(stores.all().stream()
                                        .map(Store::id)
                                        .filter(template::wants)
                                        .toList())
                                .values()
                                .stream());
            case GUIDE ->
                byNumber(ofGuides(staff.all().stream()
                                .filter(StaffMember::active)
                                .filter(member -> template.wants(member.storeId()))
                                .map(StaffMember::id)
                                .toList())
                        .values()
                        .stream());
        };
    }

    private static Map<Long, CodeOwner> byNumber(Stream<CodeOwner> owners) {
        return owners.collect(
                Collectors.toMap(CodeOwner::number, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private static List<StaffId> ids(@Nullable List<StaffMember> members) {
        return members == null
                ? List.of()
                : members.stream().map(StaffMember::id).toList();
    }
}
