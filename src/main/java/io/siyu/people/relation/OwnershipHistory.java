package io.siyu.people.relation;

import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose customer somebody was, since when and why, in words. */
@Component
class OwnershipHistory {

    private final JdbcClient jdbc;
    private final MessageSource texts;

    OwnershipHistory(JdbcClient jdbc, MessageSource texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /**
     * @param reasonCode stable, of {@link OwnershipRule.Reason}
     * @param reason the same in words
     * @param byUserId the operator who gave it by hand
     */
    record Entry(
            @Nullable Long staffId,
            @Nullable String staffName,
            @Nullable Long storeId,
            @Nullable String storeName,
            String reasonCode,
            String reason,
            @Nullable String note,
            @Nullable Long byUserId,
            Instant from,
            @Nullable Instant to) {}

    List<Entry> of(CustomerId customer, Locale locale) {
        return jdbc.sql("""
                select o.*, m.name as staff_name, s.name as store_name from relation_ownership o
                left join staff_member m on m.id = o.staff_id
                left join staff_store s on s.id = o.store_id
                where o.customer_id = :customer order by o.id desc limit 100""")
                .param("customer", customer.value())
                .query((row, number) -> new Entry(
                        row.getObject("staff_id", Long.class),
                        row.getString("staff_name"),
                        row.getObject("store_id", Long.class),
                        row.getString("store_name"),
                        row.getString("reason"),
                        text(row.getString("reason"), locale),
                        row.getString("note"),
                        row.getObject("by_user_id", Long.class),
                        FollowRows.instant(row, "since"),
                        FollowRows.instantOrNull(row, "until")))
                .list();
    }

    private String text(String reason, Locale locale) {
        return String.valueOf(texts.getMessage("relation.reason." + reason, null, reason, locale));
    }
}
