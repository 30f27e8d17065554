package io.siyu.gateway.wecom.client;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.WeComException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells when WeChat Work has something against us, and takes it back with the first call that it accepts, whichever node made it. */
@Component
class PlatformWatch implements PolledWork {

    private static final String KIND = "wecom.refused";

    private final WeComCalls calls;
    private final Alerts alerts;
    private Breaker.Verdict told = new Breaker.Verdict(null, false);

    PlatformWatch(WeComCalls calls, Alerts alerts) {
        this.calls = calls;
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "wecom.platform-watch";
    }

    @Override
    public boolean workOnce() {
        tellOfCredentials(calls.verdict());
        calls.troubles().take().forEach(news -> {
            switch (news) {
                case Troubles.News.Wrong(var alert) -> alerts.raise(alert);
                case Troubles.News.Right(var kind, var subject) -> alerts.resolve(kind, subject);
            }
        });
        return false;
    }

    private void tellOfCredentials(Breaker.Verdict verdict) {
        if (verdict.equals(told)) {
            return;
        }
        WeComException refusal = verdict.refusal();
        if (refusal != null) {
            alerts.raise(Alert.fault(KIND, Alert.ALL, "/golive", refusal.code()));
        } else if (verdict.accepted()) {
            alerts.resolve(KIND, Alert.ALL);
        }
        told = verdict;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }
}
