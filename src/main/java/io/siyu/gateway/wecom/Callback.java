package io.siyu.gateway.wecom;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that WeChat Work told us. A hint only: what is true is what {@link #contact()} says. */
public final class Callback {

    private final long id;
    private final Map<String, String> fields;
    private final Instant receivedAt;
    private final Lookup lookup;
    private @Nullable Optional<ExternalContact> contact;

    /** Asks the platform for a customer. */
    @FunctionalInterface
    public interface Lookup {

        /** @param atMost how long to wait; absent: as long as the platform may take */
        Optional<ExternalContact> of(String externalUserId, @Nullable Duration atMost);
    }

    /**
     * @param fields the elements below the root of the decrypted message by name; items of a list joined by commas
     */
    public Callback(long id, Map<String, String> fields, Instant receivedAt, Lookup lookup) {
        this.id = id;
        this.fields = Map.copyOf(fields);
        this.receivedAt = receivedAt;
        this.lookup = lookup;
        this.contact = ListedContact.of(fields);
    }

    /** The row in the inbox; unique, so a good source key. */
    public long id() {
        return id;
    }

    /** {@code change_external_contact}, {@code change_contact}, … */
    public String event() {
        return fields.getOrDefault("Event", "");
    }

    /** {@code add_external_contact}, {@code del_follow_user}, …; empty where the event has none. */
    public String changeType() {
        return fields.getOrDefault("ChangeType", "");
    }

    /** When it happened at the platform, to the second; when it was received if the platform did not say. */
    public Instant occurredAt() {
        String created = field("CreateTime");
        return created != null && created.matches("\\d{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(created))
                : receivedAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** Any element of the message by its name; absent when missing or empty. */
    public @Nullable String field(String name) {
        String value = fields.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** All elements of the message by name. */
    public Map<String, String> fields() {
        return fields;
    }

    public @Nullable String staffUserId() {
        return field("UserID");
    }

    public @Nullable String externalUserId() {
        return field("ExternalUserID");
    }

    /** What the contact way carried that the customer scanned. */
    public @Nullable String state() {
        return field("State");
    }

    public @Nullable String welcomeCode() {
        return field("WelcomeCode");
    }

    /**
     * The customer as the platform knows them now, asked once per callback however many steps want it.
     *
     * @return empty when nobody of ours is their friend any more, or the callback names no customer
     * @throws WeComException when the platform does not answer
     */
    public Optional<ExternalContact> contact() {
        return contact(null);
    }

    /**
     * As {@link #contact()}, for somebody in a hurry.
     *
     * @throws WeComException UNKNOWN too when it takes longer
     */
    public Optional<ExternalContact> contact(@Nullable Duration atMost) {
        Optional<ExternalContact> known = contact;
        if (known == null) {
            String externalUserId = externalUserId();
            known = externalUserId == null ? Optional.empty() : lookup.of(externalUserId, atMost);
            contact = known;
        }
        return known;
    }

    /** The customer, if somebody has asked already. */
    public Optional<ExternalContact> known() {
        Optional<ExternalContact> asked = contact;
        return asked == null ? Optional.empty() : asked;
    }
}
