package io.siyu.gateway.wecom;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer as WeChat Work knows them.
 *
 * @param type 1 a WeChat user, 2 a user of another company's WeChat Work
 * @param gender 0 unknown, 1 male, 2 female
 * @param unionId present when the corporation bound a certified open-platform account
 * @param follows the employees who are their friends
 */
public record ExternalContact(
        String externalUserId,
        String name,
        @Nullable String avatar,
        int type,
        int gender,
        @Nullable String unionId,
        List<Follow> follows) {

    public ExternalContact {
        follows = List.copyOf(follows);
    }

    /** What this employee knows of them; empty when they are not friends. */
    public Optional<Follow> followOf(String userId) {
        return follows.stream().filter(follow -> follow.userId().equals(userId)).findFirst();
    }
}
