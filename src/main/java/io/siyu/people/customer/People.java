package io.siyu.people.customer;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of people: one each, and pointers for those who were merged away. */
@Component
class People {

    private static final int BUCKETS = 10_000;
    private static final int LOOKS = 50;
    private static final String LIVING = "coalesce((select merged_into from customer_customer where id = :id), :id)";

    private final JdbcClient jdbc;
    private final Changes changes;

    People(JdbcClient jdbc, Changes changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    record Row(
            long id,
            String name,
            @Nullable String avatar,
            Gender gender,
            @Nullable LocalDate birthday,
            @Nullable Long ownerStaffId,
            @Nullable Long ownerStoreId,
            List<String> refuses,
            int bucket,
            Instant createdAt) {}

    CustomerId insert(Profile hints, Instant at) {
        long id = jdbc.sql("""
                insert into customer_customer (bucket, name, avatar, gender, birthday, created_at)
                values (:bucket, :name, :avatar, :gender, :birthday, :at) returning id""")
                .param("bucket", ThreadLocalRandom.current().nextInt(BUCKETS))
                .param("name", hints.name() == null ? "" : hints.name())
                .param("avatar", hints.avatar(), Types.VARCHAR)
                .param("gender", (hints.gender() == null ? Gender.UNKNOWN : hints.gender()).name())
                .param("birthday", hints.birthday(), Types.DATE)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return new CustomerId(id);
    }

    /** Writes hints where nothing is known; touches no row that has nothing to gain. */
    void fill(CustomerId customer, Profile hints) {
        int filled = write(customer, hints, """
                name = case when name = '' then coalesce(:name, '') else name end,
                avatar = coalesce(avatar, :avatar),
                gender = case when gender = 'UNKNOWN' then coalesce(:gender, gender) else gender end,
                birthday = coalesce(birthday, :birthday)""", """
                (name = '' and :name <> '') or (avatar is null and :avatar is not null)
                or (gender = 'UNKNOWN' and :gender <> 'UNKNOWN') or (birthday is null and :birthday is not null)""");
        if (filled > 0) {
            changes.tell(customer, CustomerChange.Kind.PROFILE);
        }
    }

    /** Writes every part that is given over what was known. */
    void overwrite(CustomerId customer, Profile profile) {
        int changed = write(customer, profile, """
                name = coalesce(:name, name), avatar = coalesce(:avatar, avatar),
                gender = coalesce(:gender, gender), birthday = coalesce(:birthday, birthday)""", """
                name <> coalesce(:name, name) or avatar is distinct from coalesce(:avatar, avatar)
                or gender <> coalesce(:gender, gender) or birthday is distinct from coalesce(:birthday, birthday)""");
        if (changed > 0) {
            changes.tell(customer, CustomerChange.Kind.PROFILE);
        }
    }

    private int write(CustomerId customer, Profile profile, String assignments, String condition) {
        String sql = "update customer_customer set " + assignments + " where id = :id and (" + condition + ")";
        return jdbc.sql(sql.replace(":name", ":name::text")
                        .replace(":avatar", ":avatar::text")
                        .replace(":gender", ":gender::text")
                        .replace(":birthday", ":birthday::date"))
                .param("id", customer.value())
                .param("name", profile.name(), Types.VARCHAR)
                .param("avatar", profile.avatar(), Types.VARCHAR)
                .param(
                        "gender",
                        profile.gender() == null ? null : profile.gender().name(),
                        Types.VARCHAR)
                .param("birthday", profile.birthday(), Types.DATE)
                .update();
    }

    /** Locks these people in the order given, which must be that of their ids. */
    boolean lockLiving(Collection<CustomerId> ordered) {
        List<Long> ids = ordered.stream().map(CustomerId::value).toList();
        return jdbc.sql("""
                select id from customer_customer where id in (:ids) and merged_into is null order by id for update""").param("ids", ids).query(Long.class).list().size() == ids.size();
    }

    /**
     * Locks the living records of these people against a merge, lowest first, and answers them by the id asked for. A merge that is just
     * being committed is waited for, and looked through afterwards. Unknown ids are left out.
     */
    Map<CustomerId, CustomerId> hold(Collection<CustomerId> customers) {
        Held before = Held.now();
        Map<CustomerId, CustomerId> held = before.of(customers);
        Set<CustomerId> missing = new HashSet<>(customers);
        missing.removeAll(held.keySet());
        for (int look = 0; !missing.isEmpty(); look++) {
            if (look == LOOKS) {
                throw new IllegalStateException("these people are merged faster than they can be held: " + missing);
            }
            held.putAll(lockLivingOf(missing));
            missing.removeAll(held.keySet());
            missing.retainAll(cards(missing).keySet());
        }
        before.add(held);
        return held;
    }

    /** Who was merged away while we waited is missing from the answer. */
    private Map<CustomerId, CustomerId> lockLivingOf(Collection<CustomerId> customers) {
        Map<CustomerId, CustomerId> living = new HashMap<>();
        jdbc.sql("""
                select asked.id as asked_id, c.id from customer_customer asked
                join customer_customer c on c.id = coalesce(asked.merged_into, asked.id)
                where asked.id = any(:ids::bigint[]) and c.merged_into is null order by c.id for key share of c""")
                .param("ids", customers.stream().mapToLong(CustomerId::value).toArray())
                .query(row -> {
                    living.put(new CustomerId(row.getLong("asked_id")), new CustomerId(row.getLong("id")));
                });
        return living;
    }

    CustomerId survivor(CustomerId customer) {
        return Held.living(customer)
                .orElseGet(() -> new CustomerId(jdbc.sql("select " + LIVING)
                        .param("id", customer.value())
                        .query(Long.class)
                        .single()));
    }

    boolean visible(CustomerId customer, DataScope scope) {
        Predicates.Predicate predicate = Predicates.of(scope, "c.owner_staff_id", "c.owner_store_id");
        return jdbc.sql("select exists (select 1 from customer_customer c where c.id = %s and %s)"
                        .formatted(LIVING, predicate.sql()))
                .param("id", customer.value())
                .params(predicate.parameters())
                .query(Boolean.class)
                .single();
    }

    /** What the merged one knew fills the survivor's gaps; a refusal of either counts for both. Whose customer they are, relation says. */
    void absorb(CustomerId survivor, CustomerId merged) {
        jdbc.sql("""
                update customer_customer s set
                    name = case when s.name = '' then m.name else s.name end,
                    avatar = coalesce(s.avatar, m.avatar),
                    gender = case when s.gender = 'UNKNOWN' then m.gender else s.gender end,
                    birthday = coalesce(s.birthday, m.birthday),
                    refuses = array(select distinct unnest(s.refuses || m.refuses) order by 1)
                from customer_customer m where s.id = :survivor and m.id = :merged""")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
        Held.now().forget();
        jdbc.sql("update customer_customer set merged_into = :survivor where id = :merged or merged_into = :merged")
                .param("survivor", survivor.value())
                .param("merged", merged.value())
                .update();
    }

    void setOwner(CustomerId customer, @Nullable StaffId staff, @Nullable StoreId store) {
        Optional<Long> changed = jdbc.sql("""
                update customer_customer set owner_staff_id = :staff, owner_store_id = :store
                where id = :id and (owner_staff_id is distinct from :staff::bigint or owner_store_id is distinct from :store::bigint)
                returning id""")
                .param("staff", staff == null ? null : staff.value(), Types.BIGINT)
                .param("store", store == null ? null : store.value(), Types.BIGINT)
                .param("id", customer.value())
                .query(Long.class)
                .optional();
        changed.map(CustomerId::new).ifPresent(id -> changes.tell(id, CustomerChange.Kind.OWNER));
    }

    Row row(CustomerId customer) {
        return jdbc.sql("select * from customer_customer where id = :id")
                .param("id", customer.value())
                .query(People::row)
                .optional()
                .orElseThrow(() -> DomainException.notFound("customer.not_found"));
    }

    Map<CustomerId, CustomerCard> cards(Collection<CustomerId> customers) {
        Map<CustomerId, CustomerCard> cards = new HashMap<>();
        if (customers.isEmpty()) {
            return cards;
        }
        jdbc.sql("""
                select asked.id as asked_id, c.*,
                       (select last_four from customer_identity i where i.customer_id = c.id and i.type = 'PHONE'
                        order by seen_at desc, i.id desc limit 1) as last_four
                from customer_customer asked
                join customer_customer c on c.id = coalesce(asked.merged_into, asked.id)
                where asked.id in (:ids)""")
                .param("ids", customers.stream().map(CustomerId::value).toList())
                .query(row -> {
                    cards.put(new CustomerId(row.getLong("asked_id")), card(row));
                });
        return cards;
    }

    static CustomerCard card(ResultSet row) throws SQLException {
        Long staff = row.getObject("owner_staff_id", Long.class);
        Long store = row.getObject("owner_store_id", Long.class);
        String lastFour = row.getString("last_four");
        return new CustomerCard(
                new CustomerId(row.getLong("id")),
                row.getString("name"),
                row.getString("avatar"),
                lastFour == null ? null : Identities.masked(lastFour),
                staff == null ? null : new StaffId(staff),
                store == null ? null : new StoreId(store));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("name"),
                row.getString("avatar"),
                Gender.valueOf(row.getString("gender")),
                row.getObject("birthday", LocalDate.class),
                row.getObject("owner_staff_id", Long.class),
                row.getObject("owner_store_id", Long.class),
                List.of((String[]) row.getArray("refuses").getArray()),
                row.getInt("bucket"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
