package io.siyu.people.staff;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Proof that a request comes from a signed-in operator; the authorities are the rights. */
final class ConsoleAuthentication extends AbstractAuthenticationToken {

    private final ConsoleUser user;

    ConsoleAuthentication(Operators.Seen seen) {
        super(seen.operator().permissions().stream()
                .map(SimpleGrantedAuthority::new)
                .toList());
        this.user = new ConsoleUser(seen.operator(), seen.passwordDue());
        setAuthenticated(true);
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public ConsoleUser getPrincipal() {
        return user;
    }

    @Override
    public String getName() {
        return user.operator().name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConsoleAuthentication that && user.equals(that.user);
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }
}
