package io.siyu.foundation.scope;

import java.io.Serializable;

/** What a signed-in session's authentication carries. */
public interface OperatorPrincipal extends Serializable {
    Operator operator();
}
