package io.siyu.people.customer;

import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A phone goes from hand to hand: spouses share one, the carrier gives it to somebody new. On its own it never makes one person of two
 * whom WeChat knows apart by their unionids; it leaves the one for the other, who showed it last.
 */
@Component
class Strangers {

    private final Identities identities;
    private final Merging merging;
    private final Changes changes;

    Strangers(Identities identities, Merging merging, Changes changes) {
        this.identities = identities;
        this.merging = merging;
        this.changes = changes;
    }

    /**
     * Takes phones away from whoever is somebody else than the person who was seen with these keys. The owners must be locked.
     *
     * @return whether there were any: what is known of the keys is another thing now
     */
    boolean freed(List<Identity> keys, Map<Identity, CustomerId> known, Instant at) {
        Set<CustomerId> seen = known.entrySet().stream()
                .filter(entry -> entry.getKey().type() != IdentityType.PHONE)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        Set<String> unionIds = new HashSet<>(identities.unionIds(seen));
        keys.stream()
                .filter(key -> key.type() == IdentityType.UNIONID)
                .map(Identity::value)
                .forEach(unionIds::add);
        List<Map.Entry<Identity, CustomerId>> strange = known.entrySet().stream()
                .filter(entry -> entry.getKey().type() == IdentityType.PHONE)
                .filter(entry -> strange(entry.getValue(), seen, unionIds))
                .toList();
        strange.forEach(entry -> free(entry.getKey(), entry.getValue(), seen, at));
        return !strange.isEmpty();
    }

    private boolean strange(CustomerId owner, Collection<CustomerId> seen, Set<String> unionIds) {
        if (seen.contains(owner) || unionIds.isEmpty()) {
            return false;
        }
        Set<String> theirs = identities.unionIds(Set.of(owner));
        return !theirs.isEmpty() && Collections.disjoint(theirs, unionIds);
    }

    private void free(Identity phone, CustomerId owner, Collection<CustomerId> seen, Instant at) {
        identities.free(phone);
        Held.now().forget();
        changes.tell(owner, CustomerChange.Kind.IDENTITY);
        seen.forEach(other -> merging.refuse(owner, other, phone.toString(), at));
    }
}
