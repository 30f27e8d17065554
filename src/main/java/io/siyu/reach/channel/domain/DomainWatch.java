package io.siyu.reach.channel.domain;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.PolledWork;
import io.siyu.reach.channel.domain.GrowthDomains.Domain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at every growth domain the way a customer's phone does, and lets new links go to the next good one when the active one is down. A
 * domain that WeChat itself has blocked still answers us: that is seen in the scans, which stop.
 */
@Component
class DomainWatch implements PolledWork, AlertSource {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final GrowthDomains domains;
    private final DomainProbe probe;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DomainWatch(GrowthDomains domains, DomainProbe probe, Audit audit, TransactionTemplate transaction) {
        this.domains = domains;
        this.probe = probe;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "channel.domains";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public boolean workOnce() {
        Optional<Domain> next = domains.claim();
        next.ifPresent(this::look);
        return next.isPresent();
    }

    Domain look(Domain domain) {
        Domain seen = domains.looked(domain.id(), probe.look(domain.baseUrl()), EVERY);
        if (seen.active() && seen.down()) {
            switchFrom(seen);
        }
        return seen;
    }

    /** The first healthy one in the order of the list; with none, everything stays as it is and the alert says so. */
    private void switchFrom(Domain down) {
        domains.all().stream()
                .filter(one -> one.id() != down.id() && Boolean.TRUE.equals(one.healthy()))
                .findFirst()
                .ifPresent(next -> transaction.executeWithoutResult(status -> {
                    domains.activate(next.id());
                    audit.record(
                            "channel.domain.switch",
                            Subject.of("growth-domain", next.id(), next.baseUrl()),
                            down.baseUrl(),
                            next.baseUrl());
                }));
    }

    @Override
    public String kind() {
        return "channel.domain_down";
    }

    @Override
    public List<Alert> standing() {
        List<Domain> all = domains.all();
        List<Alert> alerts = new ArrayList<>();
        for (Domain domain : all) {
            if (domain.down()) {
                alerts.add(Alert.fault(
                        kind(),
                        Long.toString(domain.id()),
                        "/growth-domains",
                        domain.baseUrl(),
                        inUse(all),
                        String.valueOf(domain.failure())));
            }
        }
        return alerts;
    }

    private static String inUse(List<Domain> all) {
        return all.stream()
                .filter(Domain::active)
                .map(Domain::baseUrl)
                .findFirst()
                .orElse("—");
    }
}
