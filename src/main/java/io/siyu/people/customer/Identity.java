package io.siyu.people.customer;

import io.siyu.gateway.wecom.ExternalContact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One key of one person.
 *
 * @param appId the mini-program or official account of an openid; empty for all other types
 */
public record Identity(IdentityType type, String value, String appId) {

    public Identity {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an identity without a value");
        }
        if ((type == IdentityType.OPENID) == appId.isBlank()) {
            throw new IllegalArgumentException("an openid, and only an openid, belongs to an app");
        }
    }

    public static Identity unionId(String value) {
        return new Identity(IdentityType.UNIONID, value, "");
    }

    public static Identity externalUserId(String value) {
        return new Identity(IdentityType.EXTERNAL_USERID, value, "");
    }

    public static Identity openId(String appId, String value) {
        return new Identity(IdentityType.OPENID, value, appId);
    }

    /** The keys by which WeChat Work knows a friend. */
    public static List<Identity> of(String externalUserId, Optional<ExternalContact> contact) {
        return Stream.concat(
                        Stream.of(externalUserId(externalUserId)),
                        contact
                                .map(ExternalContact::unionId)
                                .filter(unionId -> !unionId.isBlank())
                                .map(Identity::unionId)
                                .stream())
                .toList();
    }

    /** Only for a number that WeChat verified. */
    public static Identity phone(String value) {
        return new Identity(IdentityType.PHONE, value, "");
    }

    /** Never the value: a phone must not reach a log. */
    @Override
    public String toString() {
        return type + (appId.isEmpty() ? "" : "@" + appId);
    }
}
