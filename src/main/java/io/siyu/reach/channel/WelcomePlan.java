package io.siyu.reach.channel;

import java.time.LocalDateTime;
import java.util.List;

/**
 * How a new friend is greeted beside the usual text.
 *
 * @param attachments go with the usual text
 * @param windows the first that covers the moment replaces text and attachments
 */
public record WelcomePlan(List<WelcomePiece> attachments, List<HourRule> windows) {

    public static final WelcomePlan NONE = new WelcomePlan(List.of(), List.of());

    public WelcomePlan {
        attachments = List.copyOf(attachments);
        windows = List.copyOf(windows);
    }

    /** What is said at a moment. */
    public record Words(String text, List<WelcomePiece> attachments) {

        public boolean silent() {
            return text.isBlank() && attachments.isEmpty();
        }
    }

    public Words at(LocalDateTime moment, String usualText) {
        return windows.stream()
                .filter(window -> window.covers(moment))
                .findFirst()
                .map(window -> new Words(window.text(), window.attachments()))
                .orElseGet(() -> new Words(usualText, attachments));
    }
}
