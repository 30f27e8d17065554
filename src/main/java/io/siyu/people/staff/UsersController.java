package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
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
    private final Roles roles;
    private final StaffDirectory staff;
    private final CurrentOperator operator;
    private final Audit audit;
    private final TransactionTemplate transaction;

    UsersController(
            Users users,
            Roles roles,
            StaffDirectory staff,
            CurrentOperator operator,
            Audit audit,
            TransactionTemplate transaction) {
        this.users = users;
        this.roles = roles;
        this.staff = staff;
        this.operator = operator;
        this.audit = audit;
        this.transaction = transaction;
    }

    record NewUser(
            @NotBlank String username,
            @NotBlank @Size(max = 64) String name,
            @NotBlank String password,
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

    record NewPassword(@NotBlank String password) {

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

    @PostMapping
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody @Valid NewUser user) {
        requireGrantable(user.roleId());
        requireStaff(user.staffId());
        Long id = transaction.execute(status -> {
            long made = users.add(new Users.NewUser(
                            user.username(), user.name(), user.password(), user.roleId(), user.staffId()))
                    .orElseThrow(() -> DomainException.conflict("user.username_taken", user.username())
                            .at("username"));
            audit.record(
                    "user.create", "user", made, null, new Change(user.name(), user.roleId(), user.staffId(), false));
            return made;
        });
        return new Made(id == null ? 0 : id);
    }

    @PutMapping("/{id}")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody @Valid Change change) {
        Users.User before = notAboveMe(id);
        boolean myself = operator.get().userId() == id;
        if (myself && (change.disabled() || change.roleId() != before.roleId())) {
            throw DomainException.conflict("user.self");
        }
        requireGrantable(change.roleId());
        requireStaff(change.staffId());
        transaction.executeWithoutResult(status -> {
            users.change(id, change.name().strip(), change.roleId(), change.staffId(), change.disabled());
            audit.record(
                    "user.change",
                    "user",
                    id,
                    new Change(before.name(), before.roleId(), before.staffId(), before.disabled()),
                    change);
        });
    }

    /** Ends all sessions of that user. */
    @PutMapping("/{id}/password")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable long id, @RequestBody @Valid NewPassword password) {
        Users.User user = notAboveMe(id);
        transaction.executeWithoutResult(status -> {
            users.setPassword(id, password.password());
            audit.record("user.password", Subject.of("user", id, user.name()), null, null);
        });
    }

    private Users.User notAboveMe(long id) {
        Users.User user = users.find(id).orElseThrow(() -> DomainException.notFound("user.not_found"));
        requireGrantable(user.roleId());
        return user;
    }

    private void requireGrantable(long roleId) {
        Roles.Role role = roles.find(roleId).orElseThrow(() -> DomainException.invalid("roleId", "role.not_found"));
        Operator me = operator.get();
        if (role.scope() == RoleScope.ALL && !(me.scope() instanceof DataScope.All)) {
            throw DomainException.forbidden("role.beyond_scope").at("roleId");
        }
        for (String permission : role.permissions()) {
            if (!me.may(permission)) {
                throw DomainException.forbidden("role.beyond_mine", permission).at("roleId");
            }
        }
    }

    private void requireStaff(@Nullable Long staffId) {
        if (staffId != null && (staffId <= 0 || staff.find(new StaffId(staffId)).isEmpty())) {
            throw DomainException.invalid("staffId", "staff.not_found");
        }
    }
}
