package io.siyu.gateway.wecom.quota;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.foundation.metric.Figure;
import io.siyu.foundation.metric.Figures;
import io.siyu.gateway.wecom.client.WeComProperties;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** APIs that every node leaves alone because the platform said "too often": what needs them waits. */
@Component
class PausedApis implements AlertSource, Figures {

    private final QuotaRows rows;
    private final String corpId;

    PausedApis(QuotaRows rows, WeComProperties properties) {
        this.rows = rows;
        this.corpId = String.valueOf(properties.corpId());
    }

    @Override
    public String kind() {
        return "wecom.paused";
    }

    @Override
    public List<Alert> standing() {
        return rows.standings(corpId).stream()
                .filter(api -> Objects.nonNull(api.pausedUntil()))
                .map(api -> Alert.fault(kind(), api.api(), "/gateway", api.api()))
                .toList();
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.count(
                "siyu.wecom.apis.paused", "select count(*) as value from wecom_quota where paused_until > :now"));
    }
}
