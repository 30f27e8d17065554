package io.siyu.reach.channel.code;

import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft as it is handed to the database, many in one statement. */
record Handed(
        String code,
        String name,
        @Nullable Integer cap,
        List<Long> tags,
        String text,
        WelcomePlan welcome,
        boolean skip,
        @Nullable String fallback,
        AllocationRules rules,
        Afterlife afterlife,
        List<String> campaigns,
        String mode,
        RemarkRule remark) {

    static Handed of(String code, CodeDraft draft) {
        return new Handed(
                code,
                draft.name().strip(),
                draft.dailyCap(),
                draft.tagIds().stream().sorted().toList(),
                draft.welcomeText(),
                draft.welcome(),
                draft.skipVerify(),
                draft.fallbackText(),
                draft.rules(),
                draft.afterlife(),
                draft.campaigns().stream().sorted().toList(),
                draft.mode().name(),
                draft.remark());
    }
}
