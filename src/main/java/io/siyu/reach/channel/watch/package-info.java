/** What is the matter with live codes: nobody scans them, or all their guides are full. */
@NullMarked
package io.siyu.reach.channel.watch;

import org.jspecify.annotations.NullMarked;
