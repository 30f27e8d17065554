package io.siyu.reach.channel.template;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.template.ChildRows.Child;
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

    private final ChildRows rows;
    private final Stores stores;
    private final StaffDirectory staff;

    CodeOwners(ChildRows rows, Stores stores, StaffDirectory staff) {
        this.rows = rows;
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

    /** Whose each of these codes is: as its template made it, or its one guide's, or its guides' one store's. */
    public Map<Long, CodeOwner> ofCodes(Collection<LiveCode> codes) {
        Map<Long, Child> children = rows.all(codes.stream().map(LiveCode::id).toList()).stream()
                .collect(Collectors.toMap(Child::codeId, Function.identity()));
        Map<StaffId, CodeOwner> guides = ofGuides(Stream.concat(
                        children.values().stream().map(Child::guide).filter(Objects::nonNull),
                        codes.stream().flatMap(code -> receivers(code).stream()))
                .distinct()
                .toList());
        Map<StoreId, CodeOwner> places = ofStores(children.values().stream()
                .map(Child::store)
                .filter(Objects::nonNull)
                .toList());
        Map<Long, CodeOwner> found = new LinkedHashMap<>();
        for (LiveCode code : codes) {
            Child child = children.get(code.id());
            CodeOwner owner = child == null
                    ? among(guides, receivers(code))
                    : child.store() == null ? guides.get(child.guide()) : places.get(child.store());
            found.put(code.id(), owner == null ? CodeOwner.NOBODY : owner);
        }
        return found;
    }

    private static List<StaffId> receivers(LiveCode code) {
        return code.pool().stream()
                .filter(member -> !member.backup())
                .map(PoolMember::staff)
                .toList();
    }

    private static @Nullable CodeOwner among(Map<StaffId, CodeOwner> guides, List<StaffId> receivers) {
        List<CodeOwner> known =
                receivers.stream().map(guides::get).filter(Objects::nonNull).toList();
        if (known.size() == 1) {
            return known.getFirst();
        }
        boolean together = known.stream().map(CodeOwner::storeId).distinct().count() == 1;
        return together ? new CodeOwner(known.getFirst().store(), null, List.of()) : null;
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
