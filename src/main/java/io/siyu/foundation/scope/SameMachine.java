package io.siyu.foundation.scope;

import io.siyu.shared.RandomCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells whether a caller sits at this very machine, which opens the sandbox's phones without sign-in. A request that a proxy passed on
 * never does, wherever the proxy runs; and because a careless proxy leaves no trace in a request, nobody does any more once
 * {@code siyu.public-url} says that others come from outside ({@code siyu.sandbox.trust-this-machine} decides otherwise).
 */
@Component
public class SameMachine {

    /** The header by which this very process knows its own calls. */
    public static final String PASS = "X-Siyu-Pass";

    /** Set by Tomcat when it took the address from a forwarding header and the header away. */
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final boolean sandbox;
    private final boolean trusting;
    private final String pass = RandomCode.letters(32);

    SameMachine(
            @Value("${siyu.sandbox:false}") boolean sandbox,
            @Value("${siyu.public-url:}") String publicUrl,
            @Value("${siyu.sandbox.trust-this-machine:#{null}}") @Nullable Boolean trusting) {
        this.sandbox = sandbox;
        this.trusting = trusting == null ? publicUrl.isBlank() : trusting;
    }

    /** What this process puts into {@link #PASS} when it calls itself; another one with every start. */
    public String pass() {
        return pass;
    }

    /** Never without the sandbox. */
    public boolean calls(HttpServletRequest request) {
        return sandbox && (hasPass(request) || (trusting && direct(request) && loopback(request)));
    }

    private boolean hasPass(HttpServletRequest request) {
        String given = request.getHeader(PASS);
        return given != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), pass.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean direct(HttpServletRequest request) {
        return request.getAttribute(FORWARDED) == null
                && FORWARDING.stream().noneMatch(name -> asReceived(request).getHeader(name) != null);
    }

    private static boolean loopback(HttpServletRequest request) {
        return loopback(request.getRemoteAddr()) && namesThisMachine(request.getServerName());
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
