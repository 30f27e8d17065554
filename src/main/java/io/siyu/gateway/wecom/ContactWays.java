package io.siyu.gateway.wecom;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The QR codes by which customers become friends of employees. */
@Component
public class ContactWays {

    /** @param userIds 1 to 100, all active
     * @param state comes back in the callback; at most 30 characters
     * @param remark at most 30 characters */
    public ContactWay add(List<String> userIds, String state, boolean skipVerify, String remark) {
        throw new UnsupportedOperationException();
    }

    /** Other employees behind the same picture. */
    public void update(String configId, List<String> userIds) {
        throw new UnsupportedOperationException();
    }

    /** Done also when it was gone already. */
    public void delete(String configId) {
        throw new UnsupportedOperationException();
    }

    /** The config ids of the ways that this app made in the last 90 days. */
    public List<String> listAll() {
        throw new UnsupportedOperationException();
    }

    /** The state a way carries: how a lost answer of {@link #add} is found again. Empty when there is no such way. */
    public Optional<String> stateOf(String configId) {
        throw new UnsupportedOperationException();
    }
}
