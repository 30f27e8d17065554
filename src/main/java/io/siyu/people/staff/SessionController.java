package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the console and out again, one's own password, one's own sessions. */
@RestController
@RequestMapping("/api/admin/session")
class SessionController {

    private final SignIn signIn;
    private final ConsoleSessions sessions;
    private final OpenSessions open;
    private final Operators operators;
    private final Users users;
    private final CurrentOperator current;
    private final Audit audit;
    private final TransactionTemplate transaction;

    SessionController(
            SignIn signIn,
            ConsoleSessions sessions,
            OpenSessions open,
            Operators operators,
            Users users,
            CurrentOperator current,
            Audit audit,
            TransactionTemplate transaction) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.open = open;
        this.operators = operators;
        this.users = users;
        this.current = current;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Credentials(
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
            @NotBlank @Size(max = 200) String password) {

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
            @Nullable Long staffId,
            boolean passwordDue) {}

    record Session(User user) {}

    @GetMapping
    Session who() {
        Operators.Seen seen = me();
        return new Session(new User(
                seen.operator().userId(),
                seen.username(),
                seen.operator().name(),
                List.of(seen.roleName()),
                seen.operator().permissions().stream().sorted().toList(),
                seen.scope(),
                seen.operator().staffIdValue(),
                seen.passwordDue()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(@RequestBody @Valid Credentials credentials, HttpServletRequest request) {
        Operators.Account account = signIn.authenticate(credentials.username(), credentials.password(), request);
        sessions.begin(request, account);
        audit.record("session.begin", Subject.of("user", account.id(), account.username()), null, null);
    }

    /** For oneself; all other sessions end, this one goes on. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody @Valid PasswordChange change, HttpServletRequest request) {
        Operators.Seen me = me();
        long id = me.operator().userId();
        if (signIn.proved(me.username(), change.current(), request).isEmpty()) {
            throw DomainException.invalid("current", "session.password_wrong");
        }
        if (change.password().equals(change.current())) {
            throw DomainException.invalid("password", "user.password_same");
        }
        transaction.executeWithoutResult(status -> {
            users.setPassword(id, me.username(), change.password(), false);
            open.endAll(id, null);
            audit.record("session.password", Subject.of("user", id, me.username()), null, null);
        });
        sessions.begin(request, operators.account(me.username()).orElseThrow());
    }

    /** One's open sessions, the last seen first. */
    @GetMapping("/devices")
    Page<OpenSessions.OpenSession> devices(HttpSession session) {
        List<OpenSessions.OpenSession> mine =
                open.of(current.get().userId(), session.getId(), Instant.ofEpochMilli(session.getLastAccessedTime()));
        return new Page<>(mine, mine.size());
    }

    @DeleteMapping("/devices/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endDevice(@PathVariable long id) {
        long me = current.get().userId();
        if (!open.end(id, me)) {
            throw DomainException.notFound("session.not_found");
        }
        audit.record("session.end", "user", me, null, null);
    }

    record Ended(int count) {}

    /** Signs out everywhere else. */
    @DeleteMapping("/devices")
    Ended endOtherDevices(HttpSession session) {
        long me = current.get().userId();
        int ended = open.endAll(me, session.getId());
        audit.record("session.end_others", "user", me, null, new Ended(ended));
        return new Ended(ended);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        sessions.end(request);
    }

    private Operators.Seen me() {
        return operators.find(current.get().userId()).orElseThrow();
    }
}
