package io.siyu.reach.sop;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether plans keep their times. */
@Component
class SopFigures implements Figures {

    private static final String TIMERS = " from sop_timer where due_at <= :now";
    private static final String EFFECTS = " from sop_effect where state = 'PENDING' and due_at <= :now";

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.count("siyu.sop.timers.due", "select count(*) as value" + TIMERS),
                Figure.age("siyu.sop.timers.oldest", "select min(due_at) as value" + TIMERS),
                Figure.count("siyu.sop.effects.due", "select count(*) as value" + EFFECTS),
                Figure.age("siyu.sop.effects.oldest", "select min(due_at) as value" + EFFECTS));
    }
}
