package io.siyu.reach.channel.link;

import io.siyu.foundation.scope.RequiresPermission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the quota of acquisition links stands. */
@RestController
@RequestMapping("/api/admin/acquisition-links")
class LinkController {

    private final LinkQuota quota;

    LinkController(LinkQuota quota) {
        this.quota = quota;
    }

    /**
     * @param usable whether codes go on to links now; else they show their landing page
     * @param askedAt absent: no code uses links
     * @param failure kind and code of the platform's refusal, {@code MISCONFIGURED 48002}
     */
    record QuotaView(
            long total,
            long balance,
            boolean usable,
            @Nullable Instant askedAt,
            @Nullable String failure) {}

    @GetMapping("/quota")
    @RequiresPermission("channel.read")
    QuotaView quota() {
        LinkQuota.Standing now = quota.standing();
        return new QuotaView(now.total(), now.balance(), now.usable(), now.askedAt(), now.failure());
    }
}
