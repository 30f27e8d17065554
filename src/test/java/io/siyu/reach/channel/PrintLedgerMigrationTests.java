package io.siyu.reach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was on paper before there was one ledger of it is on paper after. */
class PrintLedgerMigrationTests {

    private static final String BEFORE = "202611270300?";

    @Test
    void prints_of_all_four_kinds_come_into_the_ledger_and_none_is_lost() {
        String url = TestDatabase.emptyUrl();
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .outOfOrder(true);
        flyway.target(BEFORE).load().migrate();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        keep(jdbc);
        flyway.target("latest").load().migrate();
        assertThat(jdbc.sql("""
                select concat_ws(' ', case when code_id is not null then 'code' when group_code_id is not null then 'group'
                        when store_code_id is not null then 'store' when card_batch_id is not null then 'cards' end,
                    coalesce((select name from channel_group_code where id = group_code_id),
                        (select name from channel_store_code where id = store_code_id)),
                    '[' || what || ']', copies, first_serial, last_serial, by_name, extract(day from printed_at at time zone 'UTC'))
                from channel_print order by 1""").query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "code [门店立牌] 300 1",
                        "group 有名 [海报] 2",
                        "group 无名 [] 3",
                        "store 有名 [包装盒] 4",
                        "store 无名 [] 5",
                        "cards [春茶卡] 100 1 100 小王 6",
                        "cards [春茶卡] 50 51 100 小李 7"));
    }

    private static void keep(JdbcClient jdbc) {
        for (String sql : List.of(
                "insert into channel_code (code, name, tag_ids, welcome_text, skip_verify, created_at)"
                        + " values ('a', '立牌', '{}', '', true, '2026-01-01Z')",
                "insert into channel_print (code_id, what, copies, printed_at)"
                        + " select id, '门店立牌', 300, '2026-01-01Z' from channel_code",
                "insert into channel_group_code (code, name, kind, created_at, printed_at, printed_what) values"
                        + " ('b', '有名', 'GROUPS', '2026-01-01Z', '2026-01-02Z', '海报'),"
                        + " ('c', '无名', 'GROUPS', '2026-01-01Z', '2026-01-03Z', null),"
                        + " ('d', '没印', 'GROUPS', '2026-01-01Z', null, null)",
                "insert into channel_store_code (code, name, created_at, printed_at, printed_what) values"
                        + " ('e', '有名', '2026-01-01Z', '2026-01-04Z', '包装盒'),"
                        + " ('f', '无名', '2026-01-01Z', '2026-01-05Z', null),"
                        + " ('g', '没印', '2026-01-01Z', null, null)",
                "insert into channel_card_batch (kind, name, code_id, cards, marketplace, headline, asks_order, asks_member,"
                        + " created_at) select 'PARCEL_CARD', '春茶卡', id, 100, 'TMALL', '有礼', false, false, '2026-01-01Z'"
                        + " from channel_code",
                "insert into channel_card_print (batch_id, first_serial, last_serial, at, by_name)"
                        + " select id, 1, 100, timestamptz '2026-01-06Z', '小王' from channel_card_batch"
                        + " union all select id, 51, 100, '2026-01-07Z', '小李' from channel_card_batch")) {
            jdbc.sql(sql).update();
        }
    }
}
