package io.siyu.people.customer;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.DomainException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds people for a list: by a part of their name, or exactly by phone or number, inside what the operator may see. */
@Component
class CustomerSearch {

    private final JdbcClient jdbc;
    private final Identities identities;
    private final SilentCustomers silent;

    CustomerSearch(JdbcClient jdbc, Identities identities, SilentCustomers silent) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.silent = silent;
    }

    /** @param silentDays those of whom nothing was heard for so many days; asked person by person, so only of a guide or a store */
    record Wanted(
            @Nullable String q,
            @Nullable Long ownerStaffId,
            @Nullable Long ownerStoreId,
            @Nullable Integer silentDays) {

        Wanted {
            if (silentDays != null && ownerStaffId == null && ownerStoreId == null) {
                throw DomainException.invalid("silentDays", "customer.silent_of_whom");
            }
        }
    }

    record Hit(CustomerCard card, java.time.Instant createdAt) {}

    private record Condition(String sql, Map<String, Object> parameters) {}

    /** Newest first. */
    List<Hit> find(Wanted wanted, DataScope scope, long below, int limit) {
        Condition condition = condition(wanted, scope);
        return jdbc.sql("""
                select c.*, (select last_four from customer_identity i where i.customer_id = c.id and i.type = 'PHONE'
                             order by i.seen_at desc, i.id desc limit 1) as last_four
                from customer_customer c where c.id < :below and %s order by c.id desc limit :limit""".formatted(condition.sql()))
                .params(condition.parameters())
                .param("below", below)
                .param("limit", limit)
                .query((row, number) -> new Hit(
                        People.card(row),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    long count(Wanted wanted, DataScope scope) {
        Condition condition = condition(wanted, scope);
        return jdbc.sql("select count(*) from customer_customer c where " + condition.sql())
                .params(condition.parameters())
                .query(Long.class)
                .single();
    }

    private Condition condition(Wanted wanted, DataScope scope) {
        Predicates.Predicate visible = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        List<String> conditions = new ArrayList<>(List.of("c.merged_into is null", visible.sql()));
        Map<String, Object> parameters = new HashMap<>(visible.parameters());
        if (wanted.ownerStaffId() != null) {
            conditions.add("c.owner_staff_id = :staff");
            parameters.put("staff", wanted.ownerStaffId());
        }
        if (wanted.ownerStoreId() != null) {
            conditions.add("c.owner_store_id = :store");
            parameters.put("store", wanted.ownerStoreId());
        }
        if (wanted.silentDays() != null) {
            conditions.add(silent.condition(wanted.silentDays(), parameters));
        }
        if (wanted.q() != null && !wanted.q().isBlank()) {
            conditions.add(matching(wanted.q().strip(), parameters));
        }
        return new Condition(String.join(" and ", conditions), parameters);
    }

    private String matching(String words, Map<String, Object> parameters) {
        Identity phone = Phones.asIdentity(words);
        if (phone != null) {
            parameters.put("phones", identities.keysOf(phone));
            return "c.id in (select customer_id from customer_identity where type = 'PHONE' and key in (:phones))";
        }
        String lower = words.toLowerCase(Locale.ROOT);
        parameters.put("name", "%" + lower.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        String like = "lower(c.name) like :name";
        String[] pairs = pairs(lower);
        if (pairs.length > 0) {
            parameters.put("pairs", pairs);
            like = "customer_bigrams(c.name) @> :pairs::text[] and " + like;
        }
        return words.matches("\\d{1,18}") ? byNumberOr(like, words, parameters) : like;
    }

    private static String byNumberOr(String like, String words, Map<String, Object> parameters) {
        parameters.put("number", Long.valueOf(words));
        return "(c.id = :number or " + like + ")";
    }

    private static String[] pairs(String words) {
        int[] letters = words.codePoints().toArray();
        String[] pairs = new String[Math.max(0, letters.length - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new String(letters, i, 2);
        }
        return pairs;
    }
}
