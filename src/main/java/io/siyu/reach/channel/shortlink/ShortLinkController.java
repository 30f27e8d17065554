package io.siyu.reach.channel.shortlink;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.shortlink.ShortLinks.ShortLink;
import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Short links in the console. */
@RestController
@RequestMapping("/api/admin/short-links")
class ShortLinkController {

    private final ShortLinks links;
    private final GrowthDomains domains;
    private final Audit audit;
    private final Clock clock;
    private final BrandZone zone;

    ShortLinkController(ShortLinks links, GrowthDomains domains, Audit audit, Clock clock, BrandZone zone) {
        this.links = links;
        this.domains = domains;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param target a path of ours ({@code /c/…}, {@code /h5/…}) with its parameters, or an https address at an allowed host
     * @param expiresAt absent: never
     */
    record LinkBody(
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 1000) String target,
            @Nullable Instant expiresAt) {}

    /** @param url what is sent around */
    record LinkRow(
            long id,
            String url,
            String name,
            String target,
            @Nullable Instant expiresAt,
            @Nullable Instant stoppedAt,
            Instant createdAt,
            long opens,
            long opensToday) {}

    record OpenedDay(LocalDate day, long opens) {}

    /** Where short links may lead besides our own pages. */
    record Hosts(@NotNull @Size(max = 50) Set<@NotBlank String> hosts) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<LinkRow> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return new Page<>(
                links.page(today(), Math.max(0, page), Math.clamp(size, 1, 100)).stream()
                        .map(this::row)
                        .toList(),
                links.count());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    @Transactional
    LinkRow create(@Valid @RequestBody LinkBody body) {
        String target = body.target().strip();
        if (!Targets.allowed(target, links.hosts())) {
            throw DomainException.invalid("target", "channel.short_target_refused");
        }
        long id = links.create(body.name().strip(), target, body.expiresAt());
        audit.record("channel.short.create", Subject.of("short-link", id, body.name()), null, body);
        return row(links.require(id, today()));
    }

    /** Day by day, days without anything too. */
    @GetMapping("/{id}/days")
    @RequiresPermission("channel.read")
    List<OpenedDay> days(@PathVariable long id, @RequestParam(defaultValue = "30") int days) {
        LocalDate from = today().minusDays(Math.clamp(days, 1, 400) - 1L);
        Map<LocalDate, Long> opened = links.days(links.require(id, today()).id(), from);
        return from.datesUntil(today().plusDays(1))
                .map(day -> new OpenedDay(day, opened.getOrDefault(day, 0L)))
                .toList();
    }

    @PostMapping("/{id}/stop")
    @RequiresPermission("channel.write")
    LinkRow stop(@PathVariable long id) {
        return change(id, true);
    }

    @PostMapping("/{id}/resume")
    @RequiresPermission("channel.write")
    LinkRow resume(@PathVariable long id) {
        return change(id, false);
    }

    @GetMapping("/hosts")
    @RequiresPermission("channel.read")
    Hosts hosts() {
        return new Hosts(links.hosts());
    }

    @PutMapping("/hosts")
    @RequiresPermission("channel.write")
    @Transactional
    Hosts allow(@Valid @RequestBody Hosts body) {
        Set<String> wanted = body.hosts().stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!wanted.stream().allMatch(Targets::host)) {
            throw DomainException.invalid("hosts", "channel.short_host_invalid");
        }
        audit.record("channel.short.hosts", "short-link", "hosts", links.hosts(), wanted);
        links.allow(wanted);
        return hosts();
    }

    private LinkRow change(long id, boolean stopped) {
        ShortLink link = links.require(id, today());
        links.stop(id, stopped);
        audit.record(
                stopped ? "channel.short.stop" : "channel.short.resume",
                Subject.of("short-link", id, link.name()),
                null,
                null);
        return row(links.require(id, today()));
    }

    private LinkRow row(ShortLink link) {
        return new LinkRow(
                link.id(),
                domains.of("/s/" + link.code()),
                link.name(),
                link.target(),
                link.expiresAt(),
                link.stoppedAt(),
                link.createdAt(),
                link.opens(),
                link.opensToday());
    }

    private LocalDate today() {
        return zone.dateOf(clock.instant());
    }
}
