package io.siyu.people.relation.handover;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose customers can be handed over, and who might take them. */
@Component
class Givers {

    private static final String SELECT = """
            select m.id as staff_id, m.name, m.store_id, s.name as store_name, m.active, m.on_duty,
                (select count(*) from relation_follow f where f.staff_id = m.id and f.state = 'FOLLOWING') as customers
            from staff_member m left join staff_store s on s.id = m.store_id\s""";

    private final JdbcClient jdbc;

    Givers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Giver(
            long staffId,
            String name,
            @Nullable Long storeId,
            @Nullable String storeName,
            boolean active,
            boolean onDuty,
            long customers) {}

    /** Those who left and still have customers: nobody looks after these. */
    List<Giver> left() {
        return jdbc.sql("select * from (" + SELECT
                        + "where not m.active) as gone where customers > 0 order by customers desc, staff_id limit 200")
                .query(Giver.class)
                .list();
    }

    Optional<Giver> find(long staff) {
        return jdbc.sql(SELECT + "where m.id = :id")
                .param("id", staff)
                .query(Giver.class)
                .optional();
    }

    /** Colleagues of the same store; of the whole brand, those with the fewest customers, where there are none. */
    List<Giver> mightTake(long from, @Nullable Long store) {
        List<Giver> colleagues = jdbc.sql(SELECT + """
                where m.active and m.on_duty and m.id <> :from and m.store_id = :store order by m.id limit 100""")
                .param("from", from)
                .param("store", store, Types.BIGINT)
                .query(Giver.class)
                .list();
        return !colleagues.isEmpty()
                ? colleagues
                : jdbc.sql("select * from (" + SELECT + """
                        where m.active and m.on_duty and m.id <> :from) as anybody order by customers, staff_id limit 5""")
                        .param("from", from)
                        .query(Giver.class)
                        .list();
    }
}
