package io.siyu.reach.channel.card;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes a wrong order off a card; then the right one can be told, and the wrong one by whose it is. */
@RestController
@RequestMapping("/api/admin/card-batches/{id}/cards/{serial}")
class CardUnbindingController {

    private final CardBatchRows batches;
    private final CardOrders orders;
    private final CardViews views;
    private final Audit audit;

    CardUnbindingController(CardBatchRows batches, CardOrders orders, CardViews views, Audit audit) {
        this.batches = batches;
        this.orders = orders;
        this.views = views;
        this.audit = audit;
    }

    record Unbinding(@NotBlank @Size(max = 200) String reason) {}

    private record Bound(int serial, String order) {}

    private record Unbound(int serial, String reason) {}

    /** What was given for the order stays given. */
    @PostMapping("/unbinding")
    @RequiresPermission("channel.write")
    @Transactional
    CardViews.CardLife unbind(@PathVariable int id, @PathVariable int serial, @Valid @RequestBody Unbinding wanted) {
        CardBatch batch = batches.require(id);
        if (!batch.has(serial)) {
            throw DomainException.notFound("channel.card.not_found");
        }
        CardOrders.Order order = orders.unbind(new CardKey(id, serial))
                .orElseThrow(() -> DomainException.conflict("channel.card.not_bound"));
        audit.record(
                "channel.card.unbind",
                Subject.of("card-batch", id, batch.draft().name()),
                new Bound(serial, order.ending()),
                new Unbound(serial, wanted.reason().strip()));
        return views.life(batch, serial);
    }
}
