package io.siyu.gateway.wecom;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One employee's friendship with a customer.
 *
 * @param addWay how they became friends, as the platform numbers it (1 scan, 6 WeChat contact, 202 assigned, …)
 * @param state what the contact way carried
 */
public record Follow(
        String userId,
        String remark,
        String description,
        Instant createdAt,
        List<FollowTag> tags,
        int addWay,
        @Nullable String state,
        List<String> mobiles) {

    public Follow {
        tags = List.copyOf(tags);
        mobiles = List.copyOf(mobiles);
    }
}
