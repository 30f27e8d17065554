package io.siyu.reach.channel.welcome;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.Media;
import io.siyu.gateway.wecom.WeComException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lays files down with WeChat Work ahead of the welcomes they hang on: a welcome code does not live long enough for that. */
@Component
class MediaKeeper implements PolledWork {

    static final String NAME = "channel.welcome-media";

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int SLOWEST = 7;
    private static final Duration REFUSED = Duration.ofHours(1);

    private final WelcomeMedia files;
    private final Media media;

    MediaKeeper(WelcomeMedia files, Media media) {
        this.files = files;
        this.media = media;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean workOnce() {
        Optional<WelcomeMedia.Job> job = files.claim();
        job.ifPresent(this::layDown);
        return job.isPresent();
    }

    /** By the platform's clock it lives from when it arrives, so counted from before it was sent. */
    private void layDown(WelcomeMedia.Job job) {
        Instant asked = files.now();
        WelcomeMedia.Content file = job.content();
        try {
            files.laidDown(job.id(), media.upload(file.kind(), file.name(), file.content()), asked);
        } catch (WeComException e) {
            boolean refused = e.kind() == WeComException.Kind.REFUSED;
            Duration slower = SOON.multipliedBy(1L << Math.min(job.attempts() - 1, SLOWEST));
            files.failed(job.id(), e.word(), refused ? REFUSED : slower);
        }
    }
}
