package io.siyu.reach.channel.groupcode;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertRule;
import io.siyu.foundation.alert.AlertSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Group codes by which nobody can get into a group any more: all full, dissolved, or their pictures run out. */
@Configuration(proxyBeanMethods = false)
class GroupCodeAlerts {

    private static final String FULL = "channel.groups_full";

    @Bean
    AlertRule groupsFullRule() {
        return new AlertRule(FULL, null, true);
    }

    @Bean
    AlertSource groupsFull(GroupCodeRows codes, GroupScans scans) {
        return new AlertSource() {
            @Override
            public String kind() {
                return FULL;
            }

            @Override
            public List<Alert> standing() {
                return codes.open().stream()
                        .filter(code -> Room.inOrder(scans.rooms(code), null).isEmpty())
                        .filter(code ->
                                code.places().stream().noneMatch(place -> place.status() == GroupCode.Status.MAKING))
                        .map(code ->
                                Alert.fault(FULL, Long.toString(code.id()), "/group-codes/" + code.id(), code.name()))
                        .toList();
            }
        };
    }
}
