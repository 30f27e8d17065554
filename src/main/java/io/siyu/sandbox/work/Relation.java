package io.siyu.sandbox.work;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member and a customer who are friends, or were. */
public record Relation(
        long id,
        String userid,
        String externalUserid,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean chatted,
        String remark,
        String description,
        String remarkCompany,
        List<String> remarkMobiles,
        String state,
        int addWay,
        String operUserid) {

    public boolean active() {
        return endedAt == null;
    }
}
