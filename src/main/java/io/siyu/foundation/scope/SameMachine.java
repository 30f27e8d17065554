package io.siyu.foundation.scope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells whether a caller sits at this very machine. A request that a proxy passed on never does, wherever the proxy runs. */
public final class SameMachine {

    /** Set by Tomcat when it took the address from a forwarding header and the header away. */
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private SameMachine() {}

    public static boolean calls(HttpServletRequest request) {
        return request.getAttribute(FORWARDED) == null
                && FORWARDING.stream().noneMatch(name -> asReceived(request).getHeader(name) != null)
                && loopback(request.getRemoteAddr())
                && namesThisMachine(request.getServerName());
    }

    /** Spring's filter hides the headers that it has taken the address from. */
    private static HttpServletRequest asReceived(HttpServletRequest request) {
        HttpServletRequest received = request;
        while (received instanceof HttpServletRequestWrapper wrapper
                && wrapper.getRequest() instanceof HttpServletRequest inner) {
            received = inner;
        }
        return received;
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
