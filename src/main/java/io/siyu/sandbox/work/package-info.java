/** WeChat Work as an app of the corporation sees it. */
@NullMarked
package io.siyu.sandbox.work;

import org.jspecify.annotations.NullMarked;
