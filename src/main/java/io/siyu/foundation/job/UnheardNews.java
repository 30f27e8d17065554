package io.siyu.foundation.job;

import java.time.Duration;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.stereotype.Component;

/**
 * Tells news again whose listener failed, or whose node died before it listened, were it for the second time. Listeners are idempotent, so
 * twice does no harm.
 */
@Component
class UnheardNews implements PolledWork {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final IncompleteEventPublications publications;
    private final EventPublicationRegistry registry;

    UnheardNews(IncompleteEventPublications publications, EventPublicationRegistry registry) {
        this.publications = publications;
        this.registry = registry;
    }

    @Override
    public String name() {
        return "job.unheard-news";
    }

    @Override
    public boolean workOnce() {
        // What is being told again is left alone by the registry, also when the node that told it died.
        registry.markStalePublicationsFailed(status -> status == Status.RESUBMITTED ? PATIENCE : Duration.ZERO);
        publications.resubmitIncompletePublicationsOlderThan(PATIENCE);
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }
}
