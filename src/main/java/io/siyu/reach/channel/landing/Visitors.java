package io.siyu.reach.channel.landing;

import io.siyu.shared.CustomerId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who a browser turned out to be. */
@Component
public class Visitors {

    private final JdbcClient jdbc;

    Visitors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<CustomerId> customerOf(String visitor) {
        return jdbc.sql("select customer_id from channel_visitor where id = :id and customer_id is not null")
                .param("id", visitor)
                .query(Long.class)
                .optional()
                .map(CustomerId::new);
    }
}
