package io.siyu.people.relation;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertRule;
import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells which guides many customers deleted in a day, and which guides deleted customers themselves. */
@Configuration(proxyBeanMethods = false)
class PartedAlerts {

    private static final String LOST = "relation.lost";
    private static final String DELETED_BY_GUIDE = "relation.deleted_by_guide";
    private static final Duration LATELY = Duration.ofDays(1);

    @Bean
    AlertRule lostRule() {
        return new AlertRule(LOST, 3, true);
    }

    @Bean
    AlertRule deletedByGuideRule() {
        return new AlertRule(DELETED_BY_GUIDE, 1, true);
    }

    @Bean
    AlertSource lost(JdbcClient jdbc, AlertSettings settings, Clock clock) {
        return new Parted(LOST, FollowState.DELETED_BY_CUSTOMER, jdbc, settings, clock);
    }

    @Bean
    AlertSource deletedByGuide(JdbcClient jdbc, AlertSettings settings, Clock clock) {
        return new Parted(DELETED_BY_GUIDE, FollowState.DELETED_BY_STAFF, jdbc, settings, clock);
    }

    private record Guide(long id, String name, long number) {}

    private record Parted(String kind, FollowState state, JdbcClient jdbc, AlertSettings settings, Clock clock)
            implements AlertSource {

        @Override
        public List<Alert> standing() {
            return jdbc
                    .sql("""
                    select m.id, m.name, count(*) as number from relation_follow f join staff_member m on m.id = f.staff_id
                    where f.state = :state and f.state in ('DELETED_BY_CUSTOMER', 'DELETED_BY_STAFF') and f.ended_at > :since
                    group by m.id having count(*) >= :threshold order by m.id""")
                    .param("state", state.name())
                    .param("since", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                    .param("threshold", settings.threshold(kind))
                    .query(Guide.class)
                    .list()
                    .stream()
                    .map(guide -> Alert.todo(
                                    kind,
                                    Long.toString(guide.id()),
                                    "/customers?ownerStaffId=" + guide.id(),
                                    guide.name(),
                                    guide.number())
                            .about(new StaffId(guide.id())))
                    .toList();
        }
    }
}
