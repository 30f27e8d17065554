package io.siyu.gateway.wecom.inbox;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The modules' steps in their order. Looked up when the first callback comes: they may themselves need the pollers that run them. */
@Component
class Steps {

    private final Supplier<List<InboxStep>> steps;

    Steps(ObjectProvider<InboxStep> steps) {
        this.steps = SingletonSupplier.of(() -> steps.stream()
                .sorted(Comparator.comparingInt(InboxStep::rank).thenComparing(InboxStep::name))
                .toList());
    }

    List<InboxStep> inOrder() {
        return steps.get();
    }

    /** Whether there is anything to do for this callback at all. */
    boolean want(Callback callback) {
        return steps.get().stream().anyMatch(step -> step.wants(callback));
    }
}
