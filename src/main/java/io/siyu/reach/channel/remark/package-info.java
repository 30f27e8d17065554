/** Remarks that are written at WeChat Work on who became a friend by a code. */
@NullMarked
package io.siyu.reach.channel.remark;

import org.jspecify.annotations.NullMarked;
