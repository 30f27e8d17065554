package io.siyu.foundation.integrity;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the checks found last, and when that was. */
@Component
class IntegrityFigures implements Figures {

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.count(
                        "siyu.integrity.findings", "select coalesce(sum(found), 0) as value from integrity_result"),
                Figure.age("siyu.integrity.age", "select finished_at as value from integrity_run"));
    }
}
