package io.siyu.reach.channel;

import java.net.URI;

/** Where a page of ours may lead visitors. */
final class WebAddress {

    private WebAddress() {}

    /** Whole, and protected on its way. */
    static boolean is(String text) {
        try {
            URI uri = URI.create(text);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
