package io.siyu.insight.board;

import io.siyu.insight.board.BoardController.Step;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The path every brand walks once, from its first guide to its first order; a step is done when its trace is in the data. */
@Component
class GettingStarted {

    private final JdbcClient jdbc;

    GettingStarted(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Step> steps() {
        Map<String, Object> done = jdbc.sql("""
                select
                    exists (select from report_staff where active) as guides,
                    exists (select from report_code) as code,
                    exists (select from report_follow where following) as friend,
                    exists (select from report_segment) as segment,
                    exists (select from report_sop where published) as sop,
                    exists (select from report_coupon_template) as coupon,
                    exists (select from report_product where on_sale) as product,
                    exists (select from report_order where paid) as paid_order""").query().singleRow();
        return List.of("guides", "code", "friend", "segment", "sop", "coupon", "product", "paid_order").stream()
                .map(key -> new Step(key, Boolean.TRUE.equals(done.get(key))))
                .toList();
    }
}
