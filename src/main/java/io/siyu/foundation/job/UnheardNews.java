package io.siyu.foundation.job;

import java.time.Duration;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.stereotype.Component;

/** Tells news again whose listener failed, or whose node died before it listened. Listeners are idempotent, so twice does no harm. */
@Component
class UnheardNews implements PolledWork {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final IncompleteEventPublications publications;

    UnheardNews(IncompleteEventPublications publications) {
        this.publications = publications;
    }

    @Override
    public String name() {
        return "job.unheard-news";
    }

    @Override
    public boolean workOnce() {
        publications.resubmitIncompletePublicationsOlderThan(PATIENCE);
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }
}
