package io.siyu.reach.channel.welcome;

import io.siyu.gateway.wecom.Callback;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.WelcomeOutcome;
import io.siyu.shared.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes a welcome down with outreach; the inbox may not have seen the customer yet. */
@Component
class WelcomeLog {

    private final CustomerDirectory customers;
    private final Outreach outreach;

    WelcomeLog(CustomerDirectory customers, Outreach outreach) {
        this.customers = customers;
        this.outreach = outreach;
    }

    @Transactional
    public void write(
            Callback callback,
            String externalUserId,
            Optional<StaffMember> guide,
            Optional<LiveCode> code,
            WelcomeComposer.Composed said,
            WelcomeSender.Sent sent,
            Instant at) {
        CustomerId customer = customers.findOrCreate(
                Identity.of(externalUserId, callback.known()),
                callback.known().map(Profile::of).orElse(Profile.UNKNOWN),
                callback.occurredAt());
        Map<String, Object> evidence = new LinkedHashMap<>();
        code.ifPresent(one -> evidence.put("codeId", one.id()));
        code.ifPresent(one -> evidence.put("codeName", one.name()));
        evidence.put("named", said.name().isPresent());
        evidence.put("milliseconds", Duration.between(callback.receivedAt(), at).toMillis());
        evidence.put("attachments", said.welcome().attachments().size());
        String text = said.welcome().text();
        outreach.welcomed(new WelcomeOutcome(
                customer,
                guide.map(StaffMember::id).orElse(null),
                guide.map(StaffMember::storeId).orElse(null),
                sent.state(),
                text == null ? "" : text,
                reason(said, sent),
                "welcome:" + callback.id(),
                at,
                evidence));
    }

    private static String reason(WelcomeComposer.Composed said, WelcomeSender.Sent sent) {
        if (sent.state() != WelcomeOutcome.State.SENT) {
            return sent.reason();
        }
        String left = said.left() == 0 ? "" : "；" + said.left() + " 个附件还没有备好或超过 9 个，没有带上";
        String missing = said.missing().isEmpty() ? "" : "；" + String.join("、", said.missing()) + "没有及时给出内容，没有带上";
        return sent.reason() + left + missing;
    }
}
