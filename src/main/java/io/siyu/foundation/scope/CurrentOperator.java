package io.siyu.foundation.scope;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The operator on whose behalf the present request runs. */
@Component
public class CurrentOperator {

    /** @throws IllegalStateException outside a console or side bar request */
    public Operator get() {
        return find().orElseThrow(() -> new IllegalStateException("no operator is signed in here"));
    }

    public Optional<Operator> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OperatorPrincipal principal
                ? Optional.of(principal.operator())
                : Optional.empty();
    }

    public DataScope scope() {
        return get().scope();
    }
}
