package io.siyu.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells whether a caller sits at this very machine. A request that a proxy passed on never does, wherever the proxy runs. */
final class SameMachine {

    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private SameMachine() {}

    static boolean calls(HttpServletRequest request) {
        return FORWARDING.stream().noneMatch(name -> request.getHeader(name) != null)
                && loopback(request.getRemoteAddr())
                && namesThisMachine(request.getServerName());
    }

    /** Another name that resolves to us would let any page in the browser here call as the same machine. */
    private static boolean namesThisMachine(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || (isLiteral(host) && loopback(host));
    }

    private static boolean isLiteral(String host) {
        return host.matches("[0-9.]+") || host.contains(":");
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
