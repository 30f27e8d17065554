package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.client.WeComProperties;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A database belongs to one corporation. With the credentials of another the application does not start: played customers would be mixed
 * with real ones, and the first comparison would end every friendship that the other corporation does not list.
 */
@Component
class Corporation implements InitializingBean {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WeComProperties properties;
    private final boolean sandbox;

    Corporation(
            JdbcClient jdbc, Clock clock, WeComProperties properties, @Value("${siyu.sandbox:false}") boolean sandbox) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.sandbox = sandbox;
    }

    /** Whose data the database holds. */
    record Owner(String corpId, boolean sandbox) {}

    @Override
    public void afterPropertiesSet() {
        String corpId = properties.corpId();
        if (corpId != null && !corpId.isBlank()) {
            claim(corpId);
        }
    }

    Optional<Owner> owner() {
        return jdbc.sql("select corp_id, sandbox from wecom_corporation")
                .query(Owner.class)
                .optional();
    }

    boolean sandbox() {
        return sandbox;
    }

    /** One sandbox is as good as another: a restored one has keys of its own. */
    private void claim(String corpId) {
        int ours = jdbc.sql("""
                insert into wecom_corporation as owner (corp_id, sandbox, since) values (:corp, :sandbox, :now)
                on conflict (only_row) do update set corp_id = excluded.corp_id
                where owner.sandbox = excluded.sandbox and (owner.sandbox or owner.corp_id = excluded.corp_id)""")
                .param("corp", corpId)
                .param("sandbox", sandbox)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (ours == 0) {
            throw new OtherCorporation(owner().orElseThrow(), new Owner(corpId, sandbox));
        }
    }
}
