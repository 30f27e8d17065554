package io.siyu.people.timeline;

import io.siyu.foundation.stream.StreamSource;
import io.siyu.shared.CustomerId;
import io.siyu.shared.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that people did, from every module and platform. */
@Component
public class Timeline {

    public static final StreamSource<RecordedActivity> STREAM =
            new StreamSource<>("timeline_activity", Activities::recorded);

    private final Activities activities;
    private final Redirects redirects;
    private final Traces traces;

    Timeline(Activities activities, Redirects redirects, Traces traces) {
        this.activities = activities;
        this.redirects = redirects;
        this.traces = traces;
    }

    /** A fact: written in the caller's transaction, together with its daily bucket. Told again, it changes nothing. */
    @Transactional
    public void record(Activity activity) {
        activities.write(activity);
    }

    /** A trace (a view, an opening): written within a second, may be lost when the process dies before that. */
    public void trace(Activity activity) {
        traces.add(activity);
    }

    /**
     * Newest first, with what was written for people merged into this one.
     *
     * @param after the {@code next} of the slice before
     */
    public Slice<RecordedActivity> of(CustomerId customer, @Nullable String after, int size) {
        return activities.of(customer, after, size);
    }

    /**
     * The first fact of that kind at or after that moment, of the person and of those merged into them, as known now. Cheap when there
     * is none.
     */
    public Optional<RecordedActivity> first(CustomerId customer, String type, Instant since) {
        return activities.first(customer, type, since);
    }

    /** Those of these people who have done that at least once. */
    public Set<CustomerId> among(Collection<CustomerId> customers, String type) {
        return activities.among(customers, type);
    }

    /** One person was merged into another: from now on their facts are read together and their days counted together. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void join(CustomerId survivor, CustomerId merged) {
        redirects.join(survivor, merged);
    }
}
