package io.siyu.reach.channel;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.Prints.Kind;
import io.siyu.reach.channel.Prints.Print;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where codes hang, written down by hand. Cards and posters are written down when their files are fetched. */
@RestController
@RequestMapping("/api/admin")
class PrintController {

    private final Prints prints;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PrintController(Prints prints, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.prints = prints;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param printedAt absent: now */
    record PrintBody(
            @NotBlank @Size(max = 60) String what,
            @Nullable @Min(1) @Max(100_000_000) Integer copies,
            @Nullable Instant printedAt) {}

    @GetMapping("/codes/{id}/prints")
    @RequiresPermission("channel.read")
    Page<Print> ofCode(@PathVariable long id) {
        return of(Kind.CODE, id);
    }

    @PostMapping("/codes/{id}/prints")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Page<Print> printCode(@PathVariable long id, @Valid @RequestBody PrintBody body) {
        return write(Kind.CODE, id, body);
    }

    @GetMapping("/group-codes/{id}/prints")
    @RequiresPermission("channel.read")
    Page<Print> ofGroupCode(@PathVariable long id) {
        return of(Kind.GROUP_CODE, id);
    }

    @PostMapping("/group-codes/{id}/prints")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Page<Print> printGroupCode(@PathVariable long id, @Valid @RequestBody PrintBody body) {
        return write(Kind.GROUP_CODE, id, body);
    }

    @GetMapping("/store-codes/{id}/prints")
    @RequiresPermission("channel.read")
    Page<Print> ofStoreCode(@PathVariable long id) {
        return of(Kind.STORE_CODE, id);
    }

    @PostMapping("/store-codes/{id}/prints")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Page<Print> printStoreCode(@PathVariable long id, @Valid @RequestBody PrintBody body) {
        return write(Kind.STORE_CODE, id, body);
    }

    private Page<Print> of(Kind kind, long id) {
        prints.nameOf(kind, id);
        List<Print> all = prints.of(kind, id);
        return new Page<>(all, all.size());
    }

    private Page<Print> write(Kind kind, long id, PrintBody body) {
        transaction.executeWithoutResult(status -> {
            Subject subject = Subject.of(kind.audited(), id, prints.nameOf(kind, id));
            Instant at = Objects.requireNonNullElse(body.printedAt(), clock.instant());
            prints.printed(kind, List.of(id), body.what().strip(), body.copies(), at);
            audit.record("channel." + kind.audited() + ".print", subject, null, body);
        });
        return of(kind, id);
    }
}
