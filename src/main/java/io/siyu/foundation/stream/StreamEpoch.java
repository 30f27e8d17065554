package io.siyu.foundation.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Raises the epoch when this start sees another database cluster than the last one did: rows written from now on sort behind
 * everything that was restored, whatever their transaction numbers.
 */
@Component
class StreamEpoch implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(StreamEpoch.class);

    private final JdbcClient jdbc;

    StreamEpoch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        int raised = jdbc.sql("""
                update stream_epoch set epoch = epoch + 1, system_identifier = control.system_identifier
                from pg_control_system() control
                where stream_epoch.system_identifier <> control.system_identifier""").update();
        if (raised > 0) {
            log.info("Another database cluster than at the last start: the epoch of the streams was raised");
        }
    }
}
