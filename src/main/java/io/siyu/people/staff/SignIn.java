package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.SameMachine;
import io.siyu.shared.DomainException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks who somebody says they are. The answer and the time it takes are the same for a wrong password, an unknown name and a
 * disabled user.
 */
@Component
class SignIn {

    private final Operators operators;
    private final Users users;
    private final PasswordEncoder passwords;
    private final SignInLocks locks;
    private final Audit audit;
    private final Clock clock;
    private final SameMachine machine;
    /** Compared with when there is no such user, so that the answer takes as long. */
    private final @Nullable String nobodysHash;

    SignIn(
            Operators operators,
            Users users,
            PasswordEncoder passwords,
            SignInLocks locks,
            Audit audit,
            Clock clock,
            SameMachine machine) {
        this.operators = operators;
        this.users = users;
        this.passwords = passwords;
        this.locks = locks;
        this.audit = audit;
        this.clock = clock;
        this.machine = machine;
        this.nobodysHash = passwords.encode("nobody has this password");
    }

    /** Whose door was shut, until when; what the audit says of it. */
    record Locked(Instant until, String address) {}

    /** @throws DomainException {@code session.refused}, {@code session.locked} */
    Operators.Account authenticate(String username, String password, HttpServletRequest request) {
        Operators.Account account =
                proved(username, password, request).orElseThrow(() -> DomainException.forbidden("session.refused"));
        operators.signedIn(account.id(), clock.instant());
        return account;
    }

    /** Whether that is the user's password; a wrong one counts as a failed sign-in. */
    Optional<Operators.Account> proved(String username, String password, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        boolean counted = !machine.calls(request);
        if (counted) {
            chargeAddress(caller.address());
        }
        Optional<Instant> shutUntil = locks.charge(SignInLocks.Door.NAME, username);
        Operators.Account account = operators.account(username).orElse(null);
        boolean right = passwords.matches(password, account == null ? nobodysHash : account.passwordHash());
        if (account == null || !right) {
            shutUntil.ifPresent(until -> recordLock(username, new Locked(until, caller.address())));
            return Optional.empty();
        }
        locks.clear(username);
        if (counted) {
            locks.uncharge(caller.address());
        }
        return Optional.of(account);
    }

    private void chargeAddress(String address) {
        locks.charge(SignInLocks.Door.ADDRESS, address)
                .ifPresent(until -> audit.record("session.lock", "address", address, null, new Locked(until, address)));
    }

    private void recordLock(String username, Locked locked) {
        users.named(username)
                .ifPresent(user -> audit.record("session.lock", Subject.of("user", user, username), null, locked));
    }
}
