package io.siyu.gateway.wecom;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Customers at WeChat Work. Every call goes to the platform and throws {@link WeComException}; none may be made inside a transaction. */
@Component
public class Contacts {

    /** Empty when nobody of ours is their friend any more. */
    public Optional<ExternalContact> get(String externalUserId) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #get(String)}, giving up with UNKNOWN when the answer takes longer. */
    public Optional<ExternalContact> get(String externalUserId, Duration atMost) {
        throw new UnsupportedOperationException();
    }

    /** The employees who may have customers. */
    public List<String> followUsers() {
        throw new UnsupportedOperationException();
    }

    /** @param userIds at most 100 */
    public ContactPage byUsers(List<String> userIds, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    /** @param remark at most 20 characters */
    public void remark(String userId, String externalUserId, String remark) {
        throw new UnsupportedOperationException();
    }
}
