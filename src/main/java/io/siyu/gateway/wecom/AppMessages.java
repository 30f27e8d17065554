package io.siyu.gateway.wecom;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Messages of our app to employees. */
@Component
public class AppMessages {

    /** @param content at most 2,048 bytes */
    public SendResult text(Set<String> userIds, String content) {
        throw new UnsupportedOperationException();
    }

    /** @param title at most 128 bytes
     * @param description at most 512 bytes */
    public SendResult card(Set<String> userIds, String title, String description, String url) {
        throw new UnsupportedOperationException();
    }
}
