package io.siyu.reach.channel.landing;

import io.siyu.reach.channel.LandingHook;
import io.siyu.reach.channel.LandingHook.Card;
import io.siyu.reach.channel.LandingHook.Guest;
import io.siyu.reach.channel.LandingHook.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What higher floors offer a visitor of a growth page, in their order. */
@Component
public class HookSteps {

    private final List<LandingHook> hooks;
    private final Visitors visitors;

    HookSteps(List<LandingHook> hooks, Visitors visitors) {
        this.hooks = List.copyOf(hooks);
        this.visitors = visitors;
    }

    /** @param card the one they opened, where it was one */
    public List<Step> of(long codeId, String visitor, @Nullable Card card) {
        if (hooks.isEmpty()) {
            return List.of();
        }
        Guest guest = new Guest(codeId, visitors.customerOf(visitor).orElse(null), card);
        return hooks.stream()
                .map(hook -> hook.step(guest))
                .flatMap(Optional::stream)
                .toList();
    }
}
