package io.siyu.gateway.wecom;

import org.springframework.stereotype.Component;

/** Greets new friends. */
@Component
public class Welcomes {

    /** @param welcomeCode lives 20 seconds and works once */
    public void send(String welcomeCode, Welcome welcome) {
        throw new UnsupportedOperationException();
    }
}
