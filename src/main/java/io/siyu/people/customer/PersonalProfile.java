package io.siyu.people.customer;

import io.siyu.foundation.crypto.Vault;
import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import io.siyu.shared.CustomerId;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Name, face, keys and consents. Last to be erased: until then the keys are needed to find what others keep. */
@Component
class PersonalProfile implements PersonalData {

    private static final String NOBODY = "已抹除的客户";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Changes changes;

    PersonalProfile(JdbcClient jdbc, Vault vault, Changes changes) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.changes = changes;
    }

    @Override
    public String part() {
        return "customer";
    }

    @Override
    public boolean keepsTheKeys() {
        return true;
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        List<Map<String, Object>> identities = rows.list(
                "select id, type, app_id, key, sealed, seen_at from customer_identity where customer_id = any(:ids) order by id");
        identities.forEach(identity -> {
            if (identity.get("sealed") instanceof byte[] bytes) {
                identity.put("key", vault.open(bytes));
            }
            identity.remove("sealed");
        });
        return Map.of(
                "profile",
                rows.list("select id, name, avatar, gender, birthday, refuses::text as refuses, created_at, merged_into"
                        + " from customer_customer where id = any(:ids) order by id"),
                "identities",
                identities,
                "consents",
                rows.list("select purpose, accepted, at, by_whom from customer_consent_change"
                        + " where customer_id = any(:ids) order by id"));
    }

    @Override
    public void erase(Person person) {
        Rows rows = Rows.of(jdbc, person);
        // Whoever holds this person knows them by their keys, and is waited for.
        rows.list("select id from customer_customer where id = any(:ids) order by id for update");
        rows.update("update customer_merge set before = '{}' where survivor_id = any(:ids) or merged_id = any(:ids)");
        rows.update("delete from customer_shopper_token where customer_id = any(:ids)");
        rows.update("delete from customer_identity where customer_id = any(:ids)");
        rows.update("update customer_customer set name = '" + NOBODY
                + "', avatar = null, gender = 'UNKNOWN', birthday = null where id = any(:ids)");
        changes.tell(new CustomerId(person.id()), CustomerChange.Kind.PROFILE);
    }
}
