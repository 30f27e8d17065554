package io.siyu.gateway.wecom.inbox;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Callbacks that no repetition could finish: somebody must look, and take them up again. */
@Component
class DeadCallbacks implements AlertSource {

    private final JdbcClient jdbc;

    DeadCallbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "wecom.callbacks_dead";
    }

    @Override
    public List<Alert> standing() {
        long dead = jdbc.sql("select count(*) from wecom_inbox where state = 'dead'")
                .query(Long.class)
                .single();
        return dead == 0 ? List.of() : List.of(Alert.fault(kind(), Alert.ALL, "/callbacks?state=dead", dead));
    }
}
