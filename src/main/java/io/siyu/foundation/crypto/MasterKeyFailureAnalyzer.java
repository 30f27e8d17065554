package io.siyu.foundation.crypto;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a missing master key as its sentence instead of a stack trace. */
final class MasterKeyFailureAnalyzer extends AbstractFailureAnalyzer<MasterKeyMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MasterKeyMissing cause) {
        return new FailureAnalysis(cause.sentence(), cause.action(), cause);
    }
}
