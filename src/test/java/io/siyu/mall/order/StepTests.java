package io.siyu.mall.order;

import static io.siyu.mall.order.OrderState.CLOSED;
import static io.siyu.mall.order.OrderState.CLOSING;
import static io.siyu.mall.order.OrderState.COMPLETED;
import static io.siyu.mall.order.OrderState.PAID;
import static io.siyu.mall.order.OrderState.PLACED;
import static io.siyu.mall.order.OrderState.RECEIVED;
import static io.siyu.mall.order.OrderState.REFUNDED;
import static io.siyu.mall.order.OrderState.REFUNDING;
import static io.siyu.mall.order.OrderState.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepTests {

    @Test
    void nothing_leaves_an_end() {
        for (OrderState end : EnumSet.of(CLOSED, REFUNDED)) {
            assertThat(Step.values()).noneMatch(step -> step.from().contains(end));
        }
    }

    @Test
    void only_money_makes_an_order_paid_and_closing_can_still_become_paid() {
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == PAID))
                .containsExactly(Step.PAY);
        assertThat(Step.PAY.from()).containsExactlyInAnyOrder(PLACED, CLOSING);
    }

    @Test
    void an_order_is_closed_only_after_it_was_marked_as_closing() {
        assertThat(Step.CLOSE.from()).isEqualTo(Set.of(CLOSING));
    }

    @Test
    void nothing_is_sent_before_it_is_paid_and_nothing_refunded_that_was_not_paid() {
        assertThat(Step.SHIP.from()).isEqualTo(Set.of(PAID));
        assertThat(Step.BEGIN_REFUND.from()).containsExactlyInAnyOrder(PAID, SHIPPED, RECEIVED, COMPLETED);
        assertThat(Step.REFUND.from()).isEqualTo(Set.of(REFUNDING));
    }

    @Test
    void every_state_but_the_first_can_be_reached() {
        Set<OrderState> reached = EnumSet.of(PLACED);
        for (int round = 0; round < OrderState.values().length; round++) {
            Arrays.stream(Step.values())
                    .filter(step -> step.from().stream().anyMatch(reached::contains))
                    .forEach(step -> reached.add(step.to()));
        }
        assertThat(reached).containsExactlyInAnyOrder(OrderState.values());
    }
}
