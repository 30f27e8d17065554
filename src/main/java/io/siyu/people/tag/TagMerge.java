package io.siyu.people.tag;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gives the tags of a merged record to the survivor. */
@Component
class TagMerge implements MergeParticipant {

    private final Tags tags;
    private final PushQueue pushes;

    TagMerge(Tags tags, PushQueue pushes) {
        this.tags = tags;
        this.pushes = pushes;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        Set<Long> theirs = tags.of(merged);
        Provenance joined = new Provenance(Provenance.Kind.MERGE, merged.toString());
        tags.removeMerged(merged, theirs, joined);
        tags.apply(survivor, theirs, joined);
        pushes.move(merged, survivor);
    }
}
