package io.siyu.reach.outreach;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** What should have gone out by now. */
@Component
class OutreachFigures implements Figures {

    private static final String DUE = " from outreach_touch where state in ('PLANNED', 'SENDING') and due_at <= :now";

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.count("siyu.outreach.waiting", "select count(*) as value" + DUE),
                Figure.age("siyu.outreach.oldest", "select min(due_at) as value" + DUE));
    }
}
