package io.siyu.reach.channel;

import io.siyu.gateway.wecom.Attachment;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Optional;

/** What a higher floor adds to the welcome of a new friend. Asked while the welcome code is dying: from memory or one quick query. */
public interface WelcomeContributor {

    /** What it is called where it is told that a welcome went without it: 会员权益. */
    String name();

    Optional<Addition> contribute(NewFriend friend);

    /** @param codeId the live code that they came by */
    record NewFriend(String externalUserId, StaffId staff, long codeId) {}

    /** @param line appended to the text */
    record Addition(String line, List<Attachment> attachments) {
        public Addition {
            attachments = List.copyOf(attachments);
        }
    }
}
