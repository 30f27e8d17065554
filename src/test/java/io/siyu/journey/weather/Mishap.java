package io.siyu.journey.weather;

import java.util.HashMap;
import java.util.Map;

/** What can happen to a call; the same thing has another name at each platform. */
enum Mishap {
    BUSY,
    TOO_OFTEN,
    TOO_MANY_AT_ONCE,
    SLOW,
    ANSWER_LOST,
    ANSWER_CUT,
    BROKEN_GATEWAY;

    /** The switch of the sandbox that makes it happen to this call, as many times as the client would hide it by asking again. */
    Map<String, Object> switchFor(OutsideCall call) {
        Map<String, Object> fault = new HashMap<>(Map.of("path", call.address, "times", times(call)));
        switch (this) {
            case BUSY -> refusal(fault, call, "-1", 500, "SYSTEM_ERROR");
            case TOO_OFTEN -> refusal(fault, call, call.ofWeChatWork() ? "45009" : "45011", 429, "FREQUENCY_LIMITED");
            case TOO_MANY_AT_ONCE -> refusal(fault, call, "45033", 429, "RATELIMIT_EXCEEDED");
            case SLOW -> fault.putAll(Map.of("kind", "SLOW", "millis", 250));
            case ANSWER_LOST -> fault.put("kind", "LOSE_ANSWER");
            case ANSWER_CUT -> fault.put("kind", "TRUNCATE");
            case BROKEN_GATEWAY -> fault.put("kind", "BAD_GATEWAY");
        }
        return fault;
    }

    private int times(OutsideCall call) {
        return switch (this) {
            case BUSY -> call.ofPay() ? 1 : 2;
            case TOO_MANY_AT_ONCE -> call.ofWeChatWork() ? 3 : 1;
            case ANSWER_LOST -> call.asked() ? 2 : 1;
            default -> 1;
        };
    }

    private static void refusal(
            Map<String, Object> fault, OutsideCall call, String errcode, int status, String payCode) {
        fault.put("kind", "REFUSE");
        fault.put("code", call.ofPay() ? payCode : errcode);
        if (call.ofPay()) {
            fault.put("status", status);
        }
    }
}
