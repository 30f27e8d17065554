package io.siyu.reach.channel.shortlink;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where short links may lead: to pages of ours for everybody, and to hosts that operators allow. Never anywhere else, or they serve fishers. */
final class Targets {

    /** Pages of codes and cards, and the mall. */
    private static final Pattern OURS = Pattern.compile("/(c|h5)(/[A-Za-z0-9_-]+)+(\\?[A-Za-z0-9_.~%&=+-]*)?");

    private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
    private static final int LONGEST = 1000;

    private Targets() {}

    static boolean ours(String target) {
        return target.length() <= LONGEST && OURS.matcher(target).matches();
    }

    static boolean host(String host) {
        return host.length() <= 253 && HOST.matcher(host).matches();
    }

    static boolean allowed(String target, Set<String> hosts) {
        return ours(target) || elsewhere(target, hosts);
    }

    private static boolean elsewhere(String target, Set<String> hosts) {
        if (target.length() > LONGEST || target.indexOf('\\') >= 0) {
            return false;
        }
        try {
            URI uri = URI.create(target);
            return "https".equals(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getPort() == -1
                    && uri.getHost() != null
                    && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
