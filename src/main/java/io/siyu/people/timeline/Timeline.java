package io.siyu.people.timeline;

import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that people did, from every module and platform. */
@Component
public class Timeline {

    public static final StreamSource<RecordedActivity> STREAM = new StreamSource<>("timeline_activity", Rows::recorded);

    Timeline() {}

    /** A fact: written in the caller's transaction, together with its daily bucket. Told again, it changes nothing. */
    public void record(Activity activity) {
        throw new UnsupportedOperationException();
    }

    /** A trace (a view, an opening): written within a second, may be lost when the process dies before that. */
    public void trace(Activity activity) {
        throw new UnsupportedOperationException();
    }

    /** Newest first, with what was written for people merged into this one. */
    public Slice<RecordedActivity> of(CustomerId customer, @Nullable String after, int size) {
        throw new UnsupportedOperationException();
    }
}
