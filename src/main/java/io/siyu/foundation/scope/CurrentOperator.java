package io.siyu.foundation.scope;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
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

    /** Does something in the name of somebody who is not there: what he started goes on after his request. */
    public <T> T as(Operator who, Supplier<T> work) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext during = SecurityContextHolder.createEmptyContext();
        during.setAuthentication(new OnBehalf(who));
        SecurityContextHolder.setContext(during);
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    private record Absent(Operator operator) implements OperatorPrincipal {}

    private static final class OnBehalf extends AbstractAuthenticationToken {

        private final Absent principal;

        OnBehalf(Operator operator) {
            super(operator.permissions().stream()
                    .map(SimpleGrantedAuthority::new)
                    .toList());
            this.principal = new Absent(operator);
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Absent getPrincipal() {
            return principal;
        }
    }
}
