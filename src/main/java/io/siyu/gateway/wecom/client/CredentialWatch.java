package io.siyu.gateway.wecom.client;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.Alerts;
import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.WeComException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells when WeChat Work refuses our secret, and takes it back with the first call that it accepts, whichever node made it. */
@Component
class CredentialWatch implements PolledWork {

    private static final String KIND = "wecom.refused";

    private final WeComCalls calls;
    private final Alerts alerts;
    private Breaker.Verdict told = new Breaker.Verdict(null, false);

    CredentialWatch(WeComCalls calls, Alerts alerts) {
        this.calls = calls;
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "wecom.credential-watch";
    }

    @Override
    public boolean workOnce() {
        Breaker.Verdict verdict = calls.verdict();
        if (verdict.equals(told)) {
            return false;
        }
        WeComException refusal = verdict.refusal();
        if (refusal != null) {
            alerts.raise(Alert.fault(KIND, Alert.ALL, null, refusal.code()));
        } else if (verdict.accepted()) {
            alerts.resolve(KIND, Alert.ALL);
        }
        told = verdict;
        return false;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }
}
