package io.siyu.loyalty.points;

import io.siyu.foundation.integrity.IntegrityCheck;
import io.siyu.foundation.integrity.IntegrityCheck.Reference;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.util.List;
import org.springframework.stereotype.Component;

/** That every account is the sum of its entries. */
@Component
class PointsIntegrity implements IntegrityChecks {

    @Override
    public List<IntegrityCheck> integrityChecks() {
        return List.of(
                new IntegrityCheck("points.balance", "customer", """
    select a.customer_id as id, a.available || '/' || a.pending || '/' || a.reserved || '/' || a.debt || ' ≠ '
        || coalesce(sum(e.available_delta), 0) || '/' || coalesce(sum(e.pending_delta), 0) || '/'
        || coalesce(sum(e.reserved_delta), 0) || '/' || coalesce(sum(e.debt_delta), 0) as note
    from points_account a left join points_entry e on e.customer_id = a.customer_id
    group by a.customer_id
    having a.available <> coalesce(sum(e.available_delta), 0) or a.pending <> coalesce(sum(e.pending_delta), 0)
        or a.reserved <> coalesce(sum(e.reserved_delta), 0) or a.debt <> coalesce(sum(e.debt_delta), 0)"""),
                new IntegrityCheck("points.running", "customer", """
    select customer_id as id, entry || ': ' || available_after || ' ≠ ' || available as note from (
        select customer_id, id as entry, available_after, pending_after,
            sum(available_delta) over so_far as available, sum(pending_delta) over so_far as pending
        from points_entry window so_far as (partition by customer_id order by id)) run
    where available_after <> available or pending_after <> pending"""),
                IntegrityCheck.dangling(
                        "points.customer",
                        "customer",
                        new Reference("points_account", "customer_id", "customer_customer")));
    }
}
