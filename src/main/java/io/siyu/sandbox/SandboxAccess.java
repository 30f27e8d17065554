package io.siyu.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Tells who may hold the phones without signing in: somebody sitting at this very machine. */
public final class SandboxAccess {

    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private SandboxAccess() {}

    /**
     * The caller is on the loopback, no proxy stands between, and the address was asked for by a loopback name: the last
     * keeps out web pages that point a name of their own at 127.0.0.1.
     */
    public static boolean fromThisMachine(HttpServletRequest request) {
        for (String header : FORWARDED) {
            if (request.getHeader(header) != null) {
                return false;
            }
        }
        return OWN_NAMES.contains(request.getServerName()) && loopback(request.getRemoteAddr());
    }

    private static boolean loopback(String address) {
        try {
            // An address in figures is parsed, never looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
