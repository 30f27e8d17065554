package io.siyu.people.staff;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.shared.DomainException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the console and out again. */
@RestController
@RequestMapping("/api/admin/session")
class SessionController {

    private final Operators operators;
    private final ConsoleSessions sessions;
    private final Users users;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle;
    private final CurrentOperator current;
    private final Clock clock;
    /** Compared with when there is no such user, so that the answer takes as long. */
    private final @Nullable String nobodysHash;

    SessionController(
            Operators operators,
            ConsoleSessions sessions,
            Users users,
            PasswordEncoder passwords,
            SignInThrottle throttle,
            CurrentOperator current,
            Clock clock) {
        this.operators = operators;
        this.sessions = sessions;
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.current = current;
        this.clock = clock;
        this.nobodysHash = passwords.encode("nobody has this password");
    }

    record SignIn(
            @NotBlank @Size(max = 64) String username,
            @NotBlank @Size(max = 200) String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return username;
        }
    }

    record PasswordChange(
            @NotBlank @Size(max = 200) String current,
            @NotBlank String password) {

        /** Never. */
        @Override
        public String toString() {
            return "***";
        }
    }

    record User(
            long id,
            String username,
            String name,
            List<String> roles,
            List<String> permissions,
            RoleScope scope,
            @Nullable Long staffId) {}

    record Session(User user) {}

    @GetMapping
    Session who() {
        long id = current.get().userId();
        Operators.Seen seen = operators.find(id, null).orElseThrow();
        return new Session(new User(
                id,
                seen.username(),
                seen.operator().name(),
                List.of(seen.roleName()),
                seen.operator().permissions().stream().sorted().toList(),
                seen.scope(),
                seen.operator().staffIdValue()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(@RequestBody @Valid SignIn signIn, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        throttle.check(signIn.username(), address);
        Operators.Account account = operators.account(signIn.username()).orElse(null);
        boolean right = passwords.matches(signIn.password(), account == null ? nobodysHash : account.passwordHash());
        if (account == null || !right) {
            throttle.failed(signIn.username(), address);
            throw DomainException.forbidden("session.refused");
        }
        throttle.succeeded(signIn.username(), address);
        operators.signedIn(account.id(), clock.instant());
        sessions.begin(request, account);
    }

    /** For oneself; all other sessions end, this one goes on. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody @Valid PasswordChange change, HttpServletRequest request) {
        long me = current.get().userId();
        String username = operators.find(me, null).orElseThrow().username();
        throttle.check(username, request.getRemoteAddr());
        Operators.Account account = operators.account(username).orElseThrow();
        if (!passwords.matches(change.current(), account.passwordHash())) {
            throttle.failed(username, request.getRemoteAddr());
            throw DomainException.invalid("current", "session.password_wrong");
        }
        users.setPassword(me, change.password());
        sessions.begin(request, operators.account(username).orElseThrow());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        sessions.end(request);
    }
}
