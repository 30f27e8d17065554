package io.siyu.people.customer;

import io.siyu.foundation.crypto.Vault;
import io.siyu.shared.CustomerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which key belongs to whom. A key is one row; a merge moves it. Only a phone that changed hands leaves. */
@Component
class Identities {

    static final String PHONE_INDEX = "phone";

    private static final int SHOWN_DIGITS = 4;

    private final JdbcClient jdbc;
    private final Vault vault;

    Identities(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A row as an operator may see it. */
    record Known(IdentityType type, String appId, String key, Instant seenAt) {}

    /** How an identity is looked up: as itself, or by its blind indexes, of which the first one is what a new row gets. */
    List<String> keysOf(Identity identity) {
        return isPhone(identity)
                ? vault.blindIndexes(PHONE_INDEX, identity.value()).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList()
                : List.of(identity.value());
    }

    Map<Identity, CustomerId> owners(Collection<Identity> identities) {
        List<Asked> asked = identities.stream()
                .flatMap(identity -> keysOf(identity).stream().map(key -> new Asked(identity, key)))
                .toList();
        String rows = IntStream.range(0, asked.size())
                .mapToObj("(%1$d, :type%1$d, :app%1$d, :key%1$d)"::formatted)
                .collect(Collectors.joining(", "));
        // A list of rows and not of arrays: how many there are is known, and the plan is made once.
        JdbcClient.StatementSpec query = jdbc.sql("""
                select asked.place, i.customer_id from (values %s) asked (place, type, app, key)
                join customer_identity i on i.type = asked.type and i.app_id = asked.app and i.key = asked.key""".formatted(rows));
        for (int place = 0; place < asked.size(); place++) {
            Identity identity = asked.get(place).identity();
            query.param("type" + place, identity.type().name())
                    .param("app" + place, identity.appId())
                    .param("key" + place, asked.get(place).key());
        }
        Map<Identity, CustomerId> owners = new HashMap<>();
        query.query(row -> {
            owners.put(asked.get(row.getInt("place")).identity(), new CustomerId(row.getLong("customer_id")));
        });
        return owners;
    }

    private record Asked(Identity identity, String key) {}

    /** @return false when one of the keys is somebody's already, maybe since a moment ago; the others are theirs now */
    boolean claim(CustomerId customer, List<Identity> identities, Instant at) {
        List<List<String>> keys = identities.stream().map(this::keysOf).toList();
        return jdbc.sql("""
                insert into customer_identity (customer_id, type, app_id, key, sealed, last_four, seen_at)
                select :customer, seen.type, seen.app, seen.key, seen.sealed, seen.last_four, :at
                from unnest(:types::text[], :apps::text[], :keys::text[], :sealed::bytea[], :lastFours::text[]) with ordinality
                    as seen (type, app, key, sealed, last_four, place)
                where not exists (select from customer_identity i
                                  where i.type = seen.type and i.app_id = seen.app and i.key = any(:allKeys))
                order by place on conflict (type, app_id, key) do nothing""")
                        .param("customer", customer.value())
                        .param(
                                "types",
                                identities.stream()
                                        .map(one -> one.type().name())
                                        .toArray(String[]::new))
                        .param("apps", identities.stream().map(Identity::appId).toArray(String[]::new))
                        .param("keys", keys.stream().map(List::getFirst).toArray(String[]::new))
                        .param("allKeys", keys.stream().flatMap(List::stream).toArray(String[]::new))
                        .param(
                                "sealed",
                                identities.stream()
                                        .map(one -> isPhone(one) ? vault.seal(one.value()) : null)
                                        .toArray(byte[][]::new))
                        .param(
                                "lastFours",
                                identities.stream()
                                        .map(one -> isPhone(one) ? lastFour(one.value()) : null)
                                        .toArray(String[]::new))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == identities.size();
    }

    private static boolean isPhone(Identity identity) {
        return identity.type() == IdentityType.PHONE;
    }

    int count(CustomerId customer) {
        return jdbc.sql("select count(*) from customer_identity where customer_id = :customer")
                .param("customer", customer.value())
                .query(Integer.class)
                .single();
    }

    /** @return the rows that moved */
    List<Long> move(CustomerId from, CustomerId to) {
        return jdbc.sql("update customer_identity set customer_id = :to where customer_id = :from returning id")
                .param("to", to.value())
                .param("from", from.value())
                .query(Long.class)
                .list();
    }

    Set<String> unionIds(Collection<CustomerId> customers) {
        return Set.copyOf(jdbc.sql(
                        "select key from customer_identity where customer_id = any(:ids::bigint[]) and type = 'UNIONID'")
                .param("ids", customers.stream().mapToLong(CustomerId::value).toArray())
                .query(String.class)
                .list());
    }

    /** Nobody's any more; whoever shows it next has it. */
    void free(Identity phone) {
        jdbc.sql("delete from customer_identity where type = 'PHONE' and key in (:keys)")
                .param("keys", keysOf(phone))
                .update();
    }

    Optional<String> latest(CustomerId customer, IdentityType type, String appId) {
        return jdbc.sql("""
                select key from customer_identity where customer_id = :customer and type = :type and app_id = :app
                order by seen_at desc, id desc limit 1""")
                .param("customer", customer.value())
                .param("type", type.name())
                .param("app", appId)
                .query(String.class)
                .optional();
    }

    /** The openids of one person, as identities that can be seen again. */
    List<Identity> openOf(CustomerId customer) {
        return jdbc.sql("""
                select app_id, key from customer_identity where customer_id = :customer and type = 'OPENID'
                order by id limit 5""")
                .param("customer", customer.value())
                .query((row, number) -> Identity.openId(row.getString("app_id"), row.getString("key")))
                .list();
    }

    /** Phones masked. */
    List<Known> of(CustomerId customer) {
        return jdbc.sql("""
                select type, app_id, key, last_four, seen_at from customer_identity where customer_id = :customer order by id""")
                .param("customer", customer.value())
                .query((row, number) -> {
                    String lastFour = row.getString("last_four");
                    return new Known(
                            IdentityType.valueOf(row.getString("type")),
                            row.getString("app_id"),
                            lastFour == null ? row.getString("key") : masked(lastFour),
                            row.getObject("seen_at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    Optional<String> phone(CustomerId customer) {
        return jdbc.sql("""
                select sealed from customer_identity where customer_id = :customer and type = 'PHONE'
                order by seen_at desc, id desc limit 1""")
                .param("customer", customer.value())
                .query((row, number) -> vault.open(row.getBytes("sealed")))
                .optional();
    }

    List<String> allPhones(CustomerId customer) {
        return jdbc.sql(
                        "select sealed from customer_identity where customer_id = :customer and type = 'PHONE' order by id")
                .param("customer", customer.value())
                .query((row, number) -> vault.open(row.getBytes("sealed")))
                .list();
    }

    /** The last seen number of each who has one. */
    Map<CustomerId, String> phones(Collection<CustomerId> customers) {
        if (customers.isEmpty()) {
            return Map.of();
        }
        Map<CustomerId, String> phones = new HashMap<>();
        jdbc.sql("""
                select distinct on (customer_id) customer_id, sealed from customer_identity
                where customer_id in (:customers) and type = 'PHONE' order by customer_id, seen_at desc, id desc""")
                .param("customers", customers.stream().map(CustomerId::value).toList())
                .query(row -> {
                    phones.put(new CustomerId(row.getLong("customer_id")), vault.open(row.getBytes("sealed")));
                });
        return phones;
    }

    static String masked(String lastFour) {
        return "***" + lastFour;
    }

    private static String lastFour(String phone) {
        return phone.substring(Math.max(0, phone.length() - SHOWN_DIGITS));
    }
}
