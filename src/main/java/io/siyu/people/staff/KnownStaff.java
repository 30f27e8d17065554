package io.siyu.people.staff;

import io.siyu.foundation.database.PerTransaction;
import io.siyu.shared.StaffId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Employees whom the running transaction has looked up: one callback asks for its employee in half a dozen places. */
final class KnownStaff implements TransactionSynchronization {

    private final Map<String, StaffMember> byUserId = new HashMap<>();
    private final Map<StaffId, StaffMember> byId = new HashMap<>();

    private KnownStaff() {}

    static Optional<StaffMember> byUserId(String wecomUserId, Supplier<Optional<StaffMember>> look) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return look.get();
        }
        KnownStaff known = now();
        return Optional.ofNullable(known.byUserId.get(wecomUserId)).or(() -> {
            Optional<StaffMember> found = look.get();
            found.ifPresent(known::add);
            return found;
        });
    }

    /** Those of these ids that exist. */
    static Map<StaffId, StaffMember> byIds(Collection<StaffId> ids, Supplier<Map<StaffId, StaffMember>> look) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return look.get();
        }
        KnownStaff known = now();
        if (!known.byId.keySet().containsAll(ids)) {
            return look.get();
        }
        return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), known.byId::get));
    }

    /** With the transaction's own change of an employee. */
    static void forget() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            now().byUserId.clear();
            now().byId.clear();
        }
    }

    private void add(StaffMember member) {
        byUserId.put(member.wecomUserId(), member);
        byId.put(member.id(), member);
    }

    private static KnownStaff now() {
        return PerTransaction.only(KnownStaff.class, KnownStaff::new);
    }
}
