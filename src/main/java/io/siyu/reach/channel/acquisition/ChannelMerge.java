package io.siyu.reach.channel.acquisition;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two people turned out to be one: browsers and running friendships follow the survivor; what was counted stays as it was frozen. */
@Component
class ChannelMerge implements MergeParticipant {

    private final JdbcClient jdbc;

    ChannelMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        jdbc.sql("update channel_visitor set customer_id = :survivor where customer_id = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        jdbc.sql("""
                update channel_acquisition m set customer_id = :survivor where m.customer_id = :merged
                  and not exists (select 1 from channel_acquisition s where s.customer_id = :survivor
                    and s.staff_id = m.staff_id and s.ended_at is null)""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }
}
