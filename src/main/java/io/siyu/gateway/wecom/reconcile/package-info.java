/** Finds what callbacks missed and writes the callback that was lost. Internal to the module. */
@NullMarked
package io.siyu.gateway.wecom.reconcile;

import org.jspecify.annotations.NullMarked;
