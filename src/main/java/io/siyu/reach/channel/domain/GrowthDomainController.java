package io.siyu.reach.channel.domain;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.domain.GrowthDomains.Domain;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Domains for growth pages, in the order in which they take over. */
@RestController
@RequestMapping("/api/admin/growth-domains")
class GrowthDomainController {

    private static final String KIND = "growth-domain";

    private final GrowthDomains domains;
    private final DomainWatch watch;
    private final Audit audit;
    private final TransactionTemplate transaction;

    GrowthDomainController(GrowthDomains domains, DomainWatch watch, Audit audit, TransactionTemplate transaction) {
        this.domains = domains;
        this.watch = watch;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param baseUrl {@code https://go.example.com}, without a path */
    record DomainBody(@NotBlank @Size(max = 200) String baseUrl) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<Domain> list() {
        List<Domain> all = domains.all();
        return new Page<>(all, all.size());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    Domain add(@Valid @RequestBody DomainBody body) {
        String base = checked(body.baseUrl());
        Long id = transaction.execute(status -> {
            try {
                long made = domains.add(base);
                audit.record("channel.domain.add", Subject.of(KIND, made, base), null, base);
                return made;
            } catch (DuplicateKeyException e) {
                throw DomainException.invalid("baseUrl", "channel.domain_twice");
            }
        });
        return watch.look(require(id == null ? 0 : id));
    }

    /** Looks at it now. */
    @PostMapping("/{id}/look")
    @RequiresPermission("channel.write")
    Domain look(@PathVariable long id) {
        return watch.look(require(id));
    }

    /** New links and pictures carry it from now on. */
    @PostMapping("/{id}/activate")
    @RequiresPermission("channel.write")
    Domain activate(@PathVariable long id) {
        Domain domain = require(id);
        if (!Boolean.TRUE.equals(domain.healthy())) {
            throw DomainException.conflict("channel.domain_not_reached");
        }
        transaction.executeWithoutResult(status -> {
            domains.activate(id);
            audit.record("channel.domain.activate", Subject.of(KIND, id, domain.baseUrl()), null, null);
        });
        return require(id);
    }

    /** Back to where everything else is. */
    @PostMapping("/{id}/deactivate")
    @RequiresPermission("channel.write")
    Domain deactivate(@PathVariable long id) {
        Domain domain = require(id);
        transaction.executeWithoutResult(status -> {
            domains.deactivateAll();
            audit.record("channel.domain.deactivate", Subject.of(KIND, id, domain.baseUrl()), null, null);
        });
        return require(id);
    }

    /** Pictures that carry it go on working as long as it leads here; only nobody looks after it any more. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void remove(@PathVariable long id) {
        Domain domain = require(id);
        if (domain.active()) {
            throw DomainException.conflict("channel.domain_in_use");
        }
        transaction.executeWithoutResult(status -> {
            domains.remove(id);
            audit.record("channel.domain.remove", Subject.of(KIND, id, domain.baseUrl()), domain.baseUrl(), null);
        });
    }

    private Domain require(long id) {
        return domains.find(id).orElseThrow(() -> DomainException.notFound("channel.domain_not_found"));
    }

    private static String checked(String given) {
        try {
            URI uri = URI.create(given.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getUserInfo() == null;
            if (web && bare && uri.getHost() != null && uri.getRawFragment() == null) {
                return uri.toString();
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like an address that is none of ours to open.
        }
        throw DomainException.invalid("baseUrl", "channel.domain_invalid");
    }
}
