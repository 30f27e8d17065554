package io.siyu.gateway.pay;

import java.util.Map;

/** What the mini-program's {@code requestPayment} takes: timeStamp, nonceStr, package, signType, paySign (and appId). */
public record Prepared(Map<String, String> parameters) {

    public Prepared {
        parameters = Map.copyOf(parameters);
    }
}
