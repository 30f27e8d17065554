package io.siyu.gateway.wecom.golive;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints whose data it is and what to do, instead of a stack trace. */
final class OtherCorporationFailureAnalyzer extends AbstractFailureAnalyzer<OtherCorporation> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OtherCorporation cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
