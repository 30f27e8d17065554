package io.siyu.reach.channel.code;

import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the console sends of a live code, or of a template of them.
 *
 * @param dailyCap how many adds each guide takes a day; absent: any number
 * @param skipVerify absent: the guide confirms each friend
 * @param campaigns absent: it stands for none
 * @param mode absent: a landing page
 * @param remark absent: nothing is noted
 */
public record CodeBody(
        @NotNull String name,
        @NotNull List<@NotNull GuideBody> guides,
        @Nullable Integer dailyCap,
        @Nullable Set<@NotNull Long> tagIds,
        @Nullable String welcomeText,
        @Nullable @Valid WelcomePlan welcome,
        @Nullable Boolean skipVerify,
        @Nullable String fallbackText,
        @Nullable AllocationRules rules,
        @Nullable Afterlife afterlife,
        @Nullable Set<@NotNull String> campaigns,
        @Nullable CodeMode mode,
        @Nullable RemarkRule remark) {

    public CodeDraft draft() {
        return new CodeDraft(
                name,
                guides.stream().map(GuideBody::member).toList(),
                dailyCap,
                tagIds == null ? Set.of() : tagIds,
                welcomeText == null ? "" : welcomeText,
                welcome == null ? WelcomePlan.NONE : welcome,
                Boolean.TRUE.equals(skipVerify),
                fallbackText,
                rules == null ? AllocationRules.PLAIN : rules,
                afterlife == null ? Afterlife.NONE : afterlife,
                campaigns == null
                        ? Set.of()
                        : campaigns.stream().map(String::strip).collect(Collectors.toSet()),
                mode == null ? CodeMode.LANDING : mode,
                remark == null ? RemarkRule.NONE : remark);
    }

    /**
     * A guide behind it.
     *
     * @param cap how many adds this guide takes a day; absent: as the code says
     * @param shifts names of the rules' shifts; absent: always
     */
    public record GuideBody(
            long staffId,
            @Nullable Integer weight,
            @Nullable Boolean backup,
            @Nullable Integer cap,
            @Nullable Set<@NotNull String> shifts) {

        PoolMember member() {
            return new PoolMember(
                    new StaffId(staffId),
                    weight == null ? 1 : weight,
                    Boolean.TRUE.equals(backup),
                    cap,
                    shifts == null ? Set.of() : shifts);
        }
    }
}
