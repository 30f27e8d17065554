package io.siyu.foundation.integrity;

import java.util.List;

/** What one module knows must always hold of its tables, and of those below it. */
public interface IntegrityChecks {

    List<IntegrityCheck> integrityChecks();
}
