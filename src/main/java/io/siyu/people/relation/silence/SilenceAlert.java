package io.siyu.people.relation.silence;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertRule;
import io.siyu.foundation.alert.AlertSettings;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.shared.StaffId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the guides who have many silent customers, as they were counted last; leads to the list of just these customers. */
@Configuration(proxyBeanMethods = false)
class SilenceAlert {

    static final String KIND = "relation.silent";

    private static final int DAYS = 30;
    private static final int LEAST = 20;

    @Bean
    AlertRule silentCustomersRule() {
        return new AlertRule(KIND, DAYS, LEAST, true);
    }

    @Bean
    AlertSource silentCustomers(SilenceRows rows, AlertSettings settings) {
        return new AlertSource() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public List<Alert> standing() {
                return rows.withSilent(settings.least(KIND)).stream()
                        .map(SilenceAlert::alert)
                        .toList();
            }
        };
    }

    private static Alert alert(SilenceRows.Guide guide) {
        String link = "/customers?ownerStaffId=" + guide.id() + "&silentDays=" + guide.days();
        return Alert.todo(KIND, Long.toString(guide.id()), link, guide.name(), guide.silent(), guide.days())
                .about(new StaffId(guide.id()));
    }
}
