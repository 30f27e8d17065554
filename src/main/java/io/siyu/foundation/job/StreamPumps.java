package io.siyu.foundation.job;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps every stream follower moving: each is a piece of polled work of its own. */
@Component
class StreamPumps {

    private final List<PolledWork> works;

    StreamPumps(List<StreamFollower<?>> followers, StreamCursors cursors) {
        this.works = followers.stream()
                .<PolledWork>map(follower -> new Pump(follower, cursors))
                .toList();
    }

    List<PolledWork> works() {
        return works;
    }

    private record Pump(StreamFollower<?> follower, StreamCursors cursors) implements PolledWork {

        @Override
        public String name() {
            return follower.name();
        }

        /** After a full batch there may be more; after any other it pays to let some come together. */
        @Override
        public boolean workOnce() {
            return cursors.advance(follower) == follower.batchSize();
        }

        @Override
        public Duration pause() {
            return Duration.ofMillis(200);
        }
    }
}
