package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** How far the taking in of callbacks is behind, and the greeting. */
@Component
class InboxFigures implements Figures {

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.count("siyu.inbox.waiting", "select count(*) as value from wecom_inbox where state = 'waiting'"),
                Figure.age(
                        "siyu.inbox.oldest",
                        "select min(received_at) as value from wecom_inbox where state = 'waiting'"),
                Figure.count("siyu.inbox.dead", "select count(*) as value from wecom_inbox where state = 'dead'"),
                Figure.count(
                        "siyu.welcome.waiting",
                        "select count(*) as value from wecom_inbox where welcome_state = 'due'"),
                Figure.age(
                        "siyu.welcome.oldest",
                        "select min(received_at) as value from wecom_inbox where welcome_state = 'due'"));
    }
}
