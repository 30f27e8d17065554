package io.siyu.people.segment;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many segments are being held against everybody, and how long that has been asked for. */
@Component
class SegmentFigures implements Figures {

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.count(
                        "siyu.segment.builds.open",
                        "select count(*) as value from segment_build where done_at is null"),
                Figure.age(
                        "siyu.segment.builds.oldest",
                        "select min(requested_at) as value from segment_build where done_at is null"));
    }
}
