package io.siyu.reach.channel;

import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A live code as an operator describes it.
 *
 * @param dailyCap how many adds each guide takes a day by this code; absent: any number
 * @param welcomeText may hold {客户昵称} and {导购姓名}; empty: the brand's default welcome
 * @param welcome what goes with the text, and other words at other hours
 * @param skipVerify becoming friends needs no confirmation by the guide
 * @param fallbackText shown when nobody can take the visitor; absent: a general text
 * @param rules when the guides work, and whose customers stay whose
 * @param campaigns for which campaigns it stands: free words, by which figures and costs are put together
 * @param mode what its picture leads to
 * @param remark what is noted about those who came by it
 */
public record CodeDraft(
        String name,
        List<PoolMember> pool,
        @Nullable Integer dailyCap,
        Set<Long> tagIds,
        String welcomeText,
        WelcomePlan welcome,
        boolean skipVerify,
        @Nullable String fallbackText,
        AllocationRules rules,
        Afterlife afterlife,
        Set<String> campaigns,
        CodeMode mode,
        RemarkRule remark) {

    public CodeDraft {
        pool = List.copyOf(pool);
        tagIds = Set.copyOf(tagIds);
        campaigns = Set.copyOf(campaigns);
        mode = Objects.requireNonNullElse(mode, CodeMode.LANDING);
        remark = Objects.requireNonNullElse(remark, RemarkRule.NONE);
    }

    /** With a landing page, and nothing noted. */
    public CodeDraft(
            String name,
            List<PoolMember> pool,
            @Nullable Integer dailyCap,
            Set<Long> tagIds,
            String welcomeText,
            WelcomePlan welcome,
            boolean skipVerify,
            @Nullable String fallbackText,
            AllocationRules rules,
            Afterlife afterlife,
            Set<String> campaigns) {
        this(
                name,
                pool,
                dailyCap,
                tagIds,
                welcomeText,
                welcome,
                skipVerify,
                fallbackText,
                rules,
                afterlife,
                campaigns,
                CodeMode.LANDING,
                RemarkRule.NONE);
    }

    /** For no campaign. */
    public CodeDraft(
            String name,
            List<PoolMember> pool,
            @Nullable Integer dailyCap,
            Set<Long> tagIds,
            String welcomeText,
            WelcomePlan welcome,
            boolean skipVerify,
            @Nullable String fallbackText,
            AllocationRules rules,
            Afterlife afterlife) {
        this(name, pool, dailyCap, tagIds, welcomeText, welcome, skipVerify, fallbackText, rules, afterlife, Set.of());
    }

    /** With plain rules: always, for ever, and everybody's customers stay theirs. */
    public CodeDraft(
            String name,
            List<PoolMember> pool,
            @Nullable Integer dailyCap,
            Set<Long> tagIds,
            String welcomeText,
            WelcomePlan welcome,
            boolean skipVerify,
            @Nullable String fallbackText) {
        this(
                name,
                pool,
                dailyCap,
                tagIds,
                welcomeText,
                welcome,
                skipVerify,
                fallbackText,
                AllocationRules.PLAIN,
                Afterlife.NONE);
    }

    /** The same with another mode. */
    public CodeDraft as(CodeMode other) {
        return new CodeDraft(
                name,
                pool,
                dailyCap,
                tagIds,
                welcomeText,
                welcome,
                skipVerify,
                fallbackText,
                rules,
                afterlife,
                campaigns,
                other,
                remark);
    }

    /** The same with this noted. */
    public CodeDraft remarking(RemarkRule other) {
        return new CodeDraft(
                name,
                pool,
                dailyCap,
                tagIds,
                welcomeText,
                welcome,
                skipVerify,
                fallbackText,
                rules,
                afterlife,
                campaigns,
                mode,
                other);
    }

    /**
     * A guide behind the code.
     *
     * @param weight 1 to 100: how many of a round's visitors are theirs
     * @param backup only when none of the others can
     * @param cap how many adds they take a day by this code; absent: the code's
     * @param shifts names of the rules' shifts; none: they work always
     */
    public record PoolMember(
            StaffId staff,
            int weight,
            boolean backup,
            @Nullable Integer cap,
            Set<String> shifts) {

        public PoolMember {
            shifts = Set.copyOf(shifts);
        }

        public PoolMember(StaffId staff, int weight, boolean backup) {
            this(staff, weight, backup, null, Set.of());
        }
    }
}
