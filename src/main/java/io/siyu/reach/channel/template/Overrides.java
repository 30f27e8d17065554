package io.siyu.reach.channel.template;

import io.siyu.reach.channel.code.LiveCode;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notes what somebody changes in a code itself: from then on these settings follow its template no longer. */
@Component
public class Overrides {

    private final ChildRows children;

    Overrides(ChildRows children) {
        this.children = children;
    }

    /** Of a code that follows no template nothing is noted. Whoever calls holds the code's row. */
    public void note(LiveCode before, LiveCode after) {
        Set<String> changed = DraftFields.differing(DraftFields.of(before), DraftFields.of(after));
        if (!changed.isEmpty()) {
            children.override(before.id(), changed);
        }
    }
}
