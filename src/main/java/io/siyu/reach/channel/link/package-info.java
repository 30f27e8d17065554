/** Codes that go on to the chosen guide's acquisition link, with a token that names the scan. */
@NullMarked
package io.siyu.reach.channel.link;

import org.jspecify.annotations.NullMarked;
