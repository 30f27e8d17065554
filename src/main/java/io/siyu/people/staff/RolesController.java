package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.RandomCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
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

/** Roles: a set of rights and how far they reach. Nobody can give what they do not have. */
@RestController
@RequestMapping("/api/admin/roles")
class RolesController {

    private final Roles roles;
    private final Grants grants;
    private final Audit audit;
    private final TransactionTemplate transaction;

    RolesController(Roles roles, Grants grants, Audit audit, TransactionTemplate transaction) {
        this.roles = roles;
        this.grants = grants;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Change(
            @NotBlank @Size(max = 32) String name,
            @NotNull RoleScope scope,
            @NotNull List<String> permissions) {}

    record Made(long id) {}

    @GetMapping
    @RequiresPermission("user.read")
    Page<Roles.Role> list() {
        List<Roles.Role> all = roles.all();
        return new Page<>(all, all.size());
    }

    @PostMapping
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody @Valid Change role) {
        grants.requirePermissions(role.permissions());
        grants.requireReach(role.scope());
        String code = "role-" + RandomCode.letters(8);
        transaction.executeWithoutResult(status -> {
            roles.add(code, role.name().strip(), role.scope(), role.permissions());
            audit.record("role.create", "role", code, null, role);
        });
        return new Made(roles.idOf(code).orElseThrow());
    }

    @PutMapping("/{id}")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody @Valid Change change) {
        Roles.Role before = changeable(id);
        grants.requirePermissions(before.permissions());
        grants.requirePermissions(change.permissions());
        grants.requireReach(before.scope());
        grants.requireReach(change.scope());
        transaction.executeWithoutResult(status -> {
            roles.change(id, change.name().strip(), change.scope(), change.permissions());
            audit.record("role.change", "role", id, before, change);
        });
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("user.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        Roles.Role before = changeable(id);
        grants.requirePermissions(before.permissions());
        grants.requireReach(before.scope());
        transaction.executeWithoutResult(status -> {
            if (!roles.remove(id)) {
                throw DomainException.conflict("role.in_use", before.userCount());
            }
            audit.record("role.remove", "role", id, before, null);
        });
    }

    private Roles.Role changeable(long id) {
        Roles.Role role = roles.find(id).orElseThrow(() -> DomainException.notFound("role.not_found"));
        if (role.builtIn()) {
            throw DomainException.conflict("role.fixed");
        }
        return role;
    }
}
