package io.siyu.reach.outreach;

import io.siyu.people.customer.Purpose;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * One wish to reach a customer, before the policy has had its say.
 *
 * @param purpose only marketing counts against the customer's daily cap and spares newcomers
 * @param staff who is to do it; absent: whoever owns the customer
 * @param content the words: for a guide task those that the guide may copy
 * @param reason why this customer and why now, for the guide and for 为什么
 * @param dedupeKey the same wish has the same key, whoever proposes it again: {@code sop:17:task-1:2}
 */
public record Touch(
        CustomerId customer,
        @Nullable StaffId staff,
        Purpose purpose,
        Kind kind,
        String content,
        String reason,
        String dedupeKey) {

    Touch to(CustomerId other) {
        return new Touch(other, staff, purpose, kind, content, reason, dedupeKey);
    }

    /** How it reaches the customer. */
    public enum Kind {
        /** A guide is asked to do it, and says whether it was done. */
        GUIDE_TASK,
        /** A guide is told something about the customer; nothing has to be done. */
        APP_MESSAGE_TO_GUIDE,
        /** The greeting of a new friend; sent by channel, only recorded here. */
        WELCOME
    }
}
