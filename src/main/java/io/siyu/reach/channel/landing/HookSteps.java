package io.siyu.reach.channel.landing;

import io.siyu.reach.channel.LandingHook;
import io.siyu.reach.channel.LandingHook.Card;
import io.siyu.reach.channel.LandingHook.Guest;
import io.siyu.reach.channel.LandingHook.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What higher floors offer a visitor of a growth page, in their order. Who throws offers nothing: the page is the guide's first. */
@Component
public class HookSteps {

    private static final Logger log = LoggerFactory.getLogger(HookSteps.class);

    private final List<LandingHook> hooks;
    private final Visitors visitors;

    HookSteps(List<LandingHook> hooks, Visitors visitors) {
        this.hooks = List.copyOf(hooks);
        this.visitors = visitors;
    }

    /** @param card the one they opened, where it was one */
    public List<Step> of(long codeId, String visitor, @Nullable Card card) {
        List<LandingHook> offering =
                hooks.stream().filter(hook -> offers(hook, codeId)).toList();
        if (offering.isEmpty()) {
            return List.of();
        }
        Guest guest = new Guest(codeId, visitors.customerOf(visitor).orElse(null), card);
        return offering.stream()
                .map(hook -> step(hook, guest))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean offers(LandingHook hook, long codeId) {
        try {
            return hook.offers(codeId);
        } catch (RuntimeException e) {
            log.error("{} does not know what it offers", hook.getClass().getName(), e);
            return false;
        }
    }

    private static Optional<Step> step(LandingHook hook, Guest guest) {
        try {
            return hook.step(guest);
        } catch (RuntimeException e) {
            log.error("{} offers nothing on a growth page", hook.getClass().getName(), e);
            return Optional.empty();
        }
    }
}
