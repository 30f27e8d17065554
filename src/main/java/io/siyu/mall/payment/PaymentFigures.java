package io.siyu.mall.payment;

import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import java.util.List;
import org.springframework.stereotype.Component;

/** Money of which it is not settled where it is. */
@Component
class PaymentFigures implements Figures {

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.counts("siyu.payments.unsettled", "state", """
                        select 'open' as label, count(*) as value from payment_payment where state = 'OPEN' and expires_at < :now
                        union all select 'disputed', count(*) from payment_payment where state = 'DISPUTED'"""),
                Figure.count(
                        "siyu.refunds.unsettled",
                        "select count(*) as value from payment_refund where state <> 'SUCCEEDED'"),
                Figure.age(
                        "siyu.refunds.oldest",
                        "select min(created_at) as value from payment_refund where state <> 'SUCCEEDED'"));
    }
}
