package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Console users. Nobody can make, change or take over a user who may do more than they may themselves. */
@RestController
@RequestMapping("/api/admin/users")
class UsersController {

    private final Users users;
    private final Grants grants;
    private final OpenSessions sessions;
    private final SignInLocks locks;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    UsersController(
            Users users,
            Grants grants,
            OpenSessions sessions,
            SignInLocks locks,
            CurrentOperator operator,
            Audit audit,
            TransactionTemplate transaction) {
        this.users = users;
        this.grants = grants;
        this.sessions = sessions;
        this.locks = locks;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    record NewUser(
            @NotBlank @Size(max = 64) String username,
            @NotBlank @Size(max = 64) String name,
            @NotBlank @Size(max = 200) String password,
            long roleId,
            @Nullable Long staffId) {

        /** Without the password. */
        @Override
        public String toString() {
            return username;
        }
    }

    record Change(
            @NotBlank @Size(max = 64) String name,
            long roleId,
            @Nullable Long staffId,
            boolean disabled) {}

    record NewPassword(@NotBlank @Size(max = 200) String password) {

        /** Never. */
        @Override
        public String toString() {
            return "***";
        }
    }

    record Made(long id) {}

    @GetMapping
    @RequiresPermission("user.read")
    Page<Users.User> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Paging paging = new Paging(q, page, size);
        return new Page<>(users.page(paging), users.count(paging));
    }

    /** The password is known to who makes the user, so the user's first deed is to set another one. */
    @PostMapping
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody @Valid NewUser user) {
        grants.requireStaff(user.staffId());
        Long id = transaction.execute(status -> {
            grants.requireRole(user.roleId());
            long made = users.add(new Users.NewUser(
                            user.username(), user.name(), user.password(), true, user.roleId(), user.staffId()))
                    .orElseThrow(() -> DomainException.conflict("user.username_taken", user.username())
                            .at("username"));
            audit.record(
                    "user.create", "user", made, null, new Change(user.name(), user.roleId(), user.staffId(), false));
            return made;
        });
        return new Made(id == null ? 0 : id);
    }

    /** Another role, another employee or being switched off ends the user's sessions. */
    @PutMapping("/{id}")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody @Valid Change change) {
        Users.User before = notAboveMe(id);
        Change old = new Change(before.name(), before.roleId(), before.staffId(), before.disabled());
        boolean otherRights = change.roleId() != old.roleId() || !Objects.equals(change.staffId(), old.staffId());
        if (operator.get().userId() == id && (change.disabled() || otherRights)) {
            throw DomainException.conflict("user.self");
        }
        grants.requireStaff(change.staffId());
        transaction.executeWithoutResult(status -> {
            grants.requireRole(change.roleId());
            users.change(id, change.name().strip(), change.roleId(), change.staffId(), change.disabled());
            if (otherRights || change.disabled()) {
                sessions.endAll(id, null);
            }
            audit.record("user.change", "user", id, old, change);
        });
    }

    /** For somebody who forgot theirs: opens the door again, ends all sessions, and the user has to set another one first. */
    @PutMapping("/{id}/password")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable long id, @RequestBody @Valid NewPassword password) {
        Users.User user = notAboveMe(id);
        if (operator.get().userId() == id) {
            throw DomainException.conflict("user.own_password");
        }
        transaction.executeWithoutResult(status -> {
            users.setPassword(id, user.username(), password.password(), true);
            sessions.endAll(id, null);
            locks.clear(user.username());
            audit.record("user.password", Subject.of("user", id, user.name()), null, null);
        });
    }

    /** Signs the user out everywhere. */
    @DeleteMapping("/{id}/sessions")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable long id) {
        Users.User user = notAboveMe(id);
        transaction.executeWithoutResult(status -> {
            sessions.endAll(id, null);
            audit.record("user.sign_out", Subject.of("user", id, user.name()), null, null);
        });
    }

    private Users.User notAboveMe(long id) {
        Users.User user = users.find(id).orElseThrow(() -> DomainException.notFound("user.not_found"));
        grants.requireRole(user.roleId());
        return user;
    }
}
