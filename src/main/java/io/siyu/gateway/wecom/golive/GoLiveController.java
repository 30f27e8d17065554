package io.siyu.gateway.wecom.golive;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The way from the sandbox to a real corporation: what is required, what was found, and the two things one does here. */
@RestController
@RequestMapping("/api/admin/wecom/golive")
class GoLiveController {

    private static final String NAME = "(?:WW|MP)_verify_[A-Za-z0-9]{1,64}\\.txt";

    private final Checkup checkup;
    private final Corporation corporation;
    private final PublicAddress address;
    private final VerifyFiles files;
    private final KeyCopies copies;
    private final Audit audit;
    private final CurrentOperator operator;

    GoLiveController(
            Checkup checkup,
            Corporation corporation,
            PublicAddress address,
            VerifyFiles files,
            KeyCopies copies,
            Audit audit,
            CurrentOperator operator) {
        this.checkup = checkup;
        this.corporation = corporation;
        this.address = address;
        this.files = files;
        this.copies = copies;
        this.audit = audit;
        this.operator = operator;
    }

    /**
     * @param sandbox whether the platform is played
     * @param corpId whose data the database holds; absent before credentials were ever used
     * @param callbackUrl what is to be entered at the platform
     */
    record Overview(
            boolean sandbox,
            @Nullable String corpId,
            String callbackUrl,
            List<VerifyFiles.VerifyFile> files,
            List<Checkup.Result> checks) {}

    record FileBody(
            @NotNull @Pattern(regexp = "[A-Za-z0-9]{1,200}") String content) {}

    record CopyBody(
            @NotNull @Pattern(regexp = "[0-9a-f]{8,64}") String fingerprint) {}

    private record Named(String name) {}

    @GetMapping
    @RequiresPermission("callback.read")
    Overview overview() {
        return new Overview(
                corporation.sandbox(),
                corporation.owner().map(Corporation.Owner::corpId).orElse(null),
                address.callback(),
                files.all(),
                checkup.latest());
    }

    /** Looks now. */
    @PostMapping("/checks/{name}")
    @RequiresPermission("platform.write")
    Checkup.Result look(@PathVariable String name) {
        return checkup.look(name);
    }

    @PutMapping("/files/{name}")
    @RequiresPermission("platform.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void upload(@PathVariable String name, @Valid @RequestBody FileBody body) {
        if (!name.matches(NAME)) {
            throw DomainException.invalid("name", "wecom.verify_file_name");
        }
        files.put(name, body.content());
        audit.record("wecom.verify_file.upload", "verify_file", name, null, new Named(name));
    }

    @DeleteMapping("/files/{name}")
    @RequiresPermission("platform.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void remove(@PathVariable String name) {
        if (!files.remove(name)) {
            throw DomainException.notFound("wecom.verify_file_not_found", name);
        }
        audit.record("wecom.verify_file.remove", "verify_file", name, new Named(name), null);
    }

    /** Somebody holds a copy of the master key, and says how its fingerprint begins. */
    @PostMapping("/key-copy")
    @RequiresPermission("platform.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void prove(@Valid @RequestBody CopyBody body) {
        String who = operator.find().map(Operator::name).orElse("system");
        if (!copies.prove(body.fingerprint(), who)) {
            throw DomainException.invalid("fingerprint", "wecom.key_copy_differs");
        }
        audit.record("wecom.key_copy.prove", "master_key", "copy", null, new Named(who));
    }
}
