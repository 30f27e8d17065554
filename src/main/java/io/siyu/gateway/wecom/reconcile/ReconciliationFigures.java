package io.siyu.gateway.wecom.reconcile;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** How long ago friendships were compared. */
@Component
class ReconciliationFigures implements Figures {

    @Override
    public List<Figure> figures() {
        return List.of(Figure.age(
                "siyu.wecom.reconciliation",
                "select max(finished_at) as value from wecom_reconciliation where state = 'DONE'"));
    }
}
