package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Customers;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.Messages;
import io.siyu.shared.DomainException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds whose phone it is, and how things look on it. */
@Component
@InSandbox
class Phones {

    /** A customer's phone. */
    record Phone(
            long id,
            String name,
            String colour,
            int gender,
            @Nullable String phone,
            String avatarUrl,
            String externalUserid,
            String unionid,
            String openid) {}

    /** A bubble or card on a screen; the content is what the platform was given for this msgtype. */
    record Bubble(
            long id,
            String userid,
            @Nullable String externalUserid,
            Messages.Sender sender,
            String msgtype,
            JsonNode content,
            Instant sentAt) {

        static Bubble of(Messages.Message message) {
            return new Bubble(
                    message.id(),
                    message.userid(),
                    message.externalUserid(),
                    message.sender(),
                    message.msgtype(),
                    message.content(),
                    message.sentAt());
        }
    }

    private final Customers customers;
    private final Members members;
    private final int port;

    Phones(Customers customers, Members members, @Value("${siyu.sandbox.port}") int port) {
        this.customers = customers;
        this.members = members;
        this.port = port;
    }

    Customer customer(long id) {
        return customers.find(id).orElseThrow(() -> DomainException.notFound("sandbox.phone_unknown", id));
    }

    Customer customer(String externalUserid) {
        return customers
                .byExternalUserid(externalUserid)
                .orElseThrow(() -> DomainException.notFound("sandbox.phone_unknown", externalUserid));
    }

    Member member(String userid) {
        return members.find(userid).orElseThrow(() -> DomainException.notFound("sandbox.guide_unknown", userid));
    }

    Phone shown(Customer customer) {
        return new Phone(
                customer.id(),
                customer.name(),
                customer.colour(),
                customer.gender(),
                customer.phone(),
                "http://127.0.0.1:" + port + "/avatar/" + customer.id(),
                customer.externalUserid(),
                customer.unionid(),
                customer.openid());
    }
}
