/** Lists going out as files and files coming in, both in batches and with their error rows. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "foundation.crypto", "foundation.scope", "foundation.audit", "foundation.job"})
package io.siyu.foundation.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
