package io.siyu.foundation.scope;

import java.util.List;

/**
 * The rights a role can hold. A module's right to look is {@code <module>.read}, to change {@code <module>.write}; what moves money or
 * cannot be undone has one of its own.
 */
public final class Permission {

    private Permission() {}

    /** Every right there is, in the order a role editor shows them. */
    public static final List<String> ALL = List.of(
            "board.read",
            "channel.read",
            "channel.write",
            "customer.read",
            "customer.write",
            "customer.phone",
            "customer.privacy",
            "lead.read",
            "lead.write",
            "lead.assign",
            "handover.read",
            "handover.write",
            "tag.read",
            "tag.write",
            "segment.read",
            "segment.write",
            "sop.read",
            "sop.write",
            "outreach.read",
            "outreach.write",
            "coupon.read",
            "coupon.write",
            "coupon.issue",
            "points.read",
            "points.adjust",
            "catalog.read",
            "catalog.write",
            "catalog.stock",
            "order.read",
            "order.ship",
            "order.refund",
            "staff.read",
            "staff.write",
            "user.read",
            "user.write",
            "platform.write",
            "callback.read",
            "callback.replay",
            "job.read",
            "job.all",
            "transfer.export",
            "transfer.import",
            "alert.read",
            "alert.write",
            "audit.read",
            "integrity.read",
            "system.read",
            "view.share");
}
