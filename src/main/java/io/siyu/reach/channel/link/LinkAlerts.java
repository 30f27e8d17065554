package io.siyu.reach.channel.link;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertRule;
import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.alert.AlertSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** That links are nearly or entirely used up while codes go on to them; then these codes show their landing page. */
@Configuration(proxyBeanMethods = false)
class LinkAlerts {

    private static final String KIND = "channel.link_quota";
    private static final int FEW = 100;

    @Bean
    AlertRule linkQuotaRule() {
        return new AlertRule(KIND, FEW, true);
    }

    private record Left(long balance, long total, long codes) {}

    @Bean
    AlertSource linkQuotaLow(JdbcClient jdbc, AlertSettings settings) {
        return new AlertSource() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public List<Alert> standing() {
                return left(jdbc)
                        .filter(left -> left.balance() <= settings.threshold(KIND))
                        .map(LinkAlerts::alert)
                        .stream()
                        .toList();
            }
        };
    }

    /** Empty while no code goes on to a link, or the platform has not been asked. */
    private static Optional<Left> left(JdbcClient jdbc) {
        return jdbc.sql("""
                select q.balance, q.total, used.codes from channel_link_quota q, (
                    select count(distinct s.code_id) as codes from channel_state s join channel_code c on c.id = s.code_id
                    where s.kind = 'LINK' and s.status = 'READY' and c.archived_at is null) used
                where q.asked_at is not null and used.codes > 0""").query(Left.class).optional();
    }

    private static Alert alert(Left left) {
        Object[] words = {left.balance(), left.total(), left.codes()};
        return left.balance() <= 0
                ? Alert.fault(KIND, Alert.ALL, "/codes", words)
                : Alert.todo(KIND, Alert.ALL, "/codes", words);
    }
}
