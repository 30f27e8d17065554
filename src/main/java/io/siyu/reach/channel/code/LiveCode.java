package io.siyu.reach.channel.code;

import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.HourRule;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A live code as it is stored.
 *
 * @param version counts its edits
 * @param stoppedAt since when it takes nobody in, though it is out there
 */
public record LiveCode(
        long id,
        String code,
        String name,
        @Nullable Integer dailyCap,
        Set<Long> tagIds,
        String welcomeText,
        WelcomePlan welcome,
        boolean skipVerify,
        @Nullable String fallbackText,
        Instant createdAt,
        @Nullable Instant archivedAt,
        List<PoolMember> pool,
        AllocationRules rules,
        int version,
        Afterlife afterlife,
        @Nullable Instant stoppedAt,
        Set<String> campaigns,
        CodeMode mode,
        RemarkRule remark) {

    /** The same code choosing otherwise. */
    LiveCode choosing(
            @Nullable Integer otherCap, List<PoolMember> otherPool, AllocationRules otherRules, int otherVersion) {
        return new LiveCode(
                id,
                code,
                name,
                otherCap,
                tagIds,
                welcomeText,
                welcome,
                skipVerify,
                fallbackText,
                createdAt,
                archivedAt,
                otherPool,
                otherRules,
                otherVersion,
                afterlife,
                stoppedAt,
                campaigns,
                mode,
                remark);
    }

    /** What somebody is tagged with who becomes a friend at this moment of the brand's day. */
    public Set<Long> tagsAt(LocalDateTime moment) {
        Set<Long> all = new HashSet<>(tagIds);
        welcome.ruleAt(moment).map(HourRule::tagIds).ifPresent(all::addAll);
        return all;
    }

    /** What is noted about them. */
    public RemarkRule remarkAt(LocalDateTime moment) {
        return welcome.ruleAt(moment)
                .map(HourRule::remark)
                .filter(pattern -> !pattern.isEmpty())
                .map(remark::saying)
                .orElse(remark);
    }

    public boolean open() {
        return archivedAt == null;
    }

    /** Whether it takes visitors in at this moment; else it shows its fallback. */
    public boolean serves(Instant now) {
        Instant end = afterlife.expiresAt();
        return open() && stoppedAt == null && (end == null || now.isBefore(end));
    }
}
