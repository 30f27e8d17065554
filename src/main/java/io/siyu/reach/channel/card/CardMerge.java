package io.siyu.reach.channel.card;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people turned out to be one: their cards are the survivor's. */
@Component
class CardMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    CardMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        jdbc.sql("update channel_card set customer_id = :survivor where customer_id = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }
}
