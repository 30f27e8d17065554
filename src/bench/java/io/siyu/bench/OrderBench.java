package io.siyu.bench;

import io.siyu.bench.Shop.Item;
import io.siyu.bench.Shop.Shopper;
import io.siyu.harness.RunningJar;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Checkout: everybody something else, and everybody the same. */
final class OrderBench implements Bench {

    private static final int CONNECTIONS = 16;

    private static final String FLOOR = """
            with answer as (
                insert into idempotency_answer (caller, key, day, request_hash, answer)
                values ('bench', ?, (? at time zone 'UTC')::date, ?, ?::jsonb)),
            shopper as (
                insert into order_shopper (customer_id, unpaid) values (?, 1)
                on conflict (customer_id) do update set unpaid = order_shopper.unpaid + 1),
            placed as (
                insert into order_order (number, customer_id, state, goods_fen, coupon_fen, points_fen, shipping_fen, payable_fen,
                    points_used, steps, quote_hash, receiver, placed_at, expires_at)
                values (?, ?, 'PLACED', 15000, 0, 0, 0, 15000, 0, ?::jsonb, ?, ?, ?, ?)
                returning id, customer_id, number, placed_at),
            event as (
                insert into order_event (order_id, step, to_state, actor, at)
                select id, 'PLACE', 'PLACED', 'shopper:' || customer_id, placed_at from placed),
            line as (
                insert into order_line (order_id, kind, sku_id, product_id, title, spec, quantity, unit_price_fen, goods_fen,
                    coupon_fen, points_fen, pay_fen, units)
                select placed.id, 'GOODS', s.id, s.product_id, 'bench 0', s.spec, 1, 15000, 15000, 0, 0, 15000, ?::jsonb
                from placed, catalog_sku s where s.id = ?
                returning id, sku_id),
            hold as (
                insert into catalog_stock_hold (order_line_id, sku_id, location_id, quantity, state, created_at)
                select line.id, line.sku_id, 1, 1, 'HELD', placed_at from line, placed),
            move as (
                insert into catalog_stock_move (sku_id, location_id, kind, on_hand_delta, reserved_delta, order_line_id, at)
                select line.sku_id, 1, 'HOLD', 0, 1, line.id, placed_at from line, placed),
            day as (
                insert into timeline_day (customer_id, day, type, count, amount_fen)
                select customer_id, placed_at::date, 'order.placed', 1, 15000 from placed
                on conflict (customer_id, type, day) do update set count = timeline_day.count + 1,
                    amount_fen = timeline_day.amount_fen + 15000),
            fact as (
                insert into timeline_activity (customer_id, type, occurred_at, amount_fen, attributes, source, source_key)
                select customer_id, 'order.placed', placed_at, 15000, jsonb_build_object('order', id, 'number', number), 'order',
                    id || '/placed' from placed)
            update catalog_stock set reserved = reserved + 1 where sku_id = ? and location_id = 1 and on_hand - reserved >= 1""";

    @Override
    public String name() {
        return "order";
    }

    /** Orders that are never paid must not run out while others are placed. */
    @Override
    public Map<String, String> properties() {
        return Map.of("siyu.mall.unpaid-orders", "1000000000", "siyu.mall.payment-time", "3650d");
    }

    @Override
    public List<Figure> run(RunningJar jar) throws Exception {
        Shop shop = new Shop(jar);
        List<Shopper> shoppers = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            shoppers.add(shop.shopper());
        }
        List<Item> one = shop.items().subList(0, 1);
        Load.closed(
                CONNECTIONS, Duration.ofSeconds(15), number -> buyer(jar, shop, shoppers.get(number), shop.items()));
        return List.of(
                rounds(jar, shop, shoppers, shop.items()).figure(name(), "cold", "1/s"),
                rounds(jar, shop, shoppers, one).figure(name(), "hot", "1/s"));
    }

    private static Rounds rounds(RunningJar jar, Shop shop, List<Shopper> shoppers, List<Item> items) throws Exception {
        System.out.println(items.size() + " SKUs");
        Floor floor =
                new Floor(jar, FLOOR, (row, turn) -> bind(row, shoppers.get((int) (turn % CONNECTIONS)), pick(items)));
        floor.run(CONNECTIONS, Duration.ofSeconds(2));
        return Rounds.of(
                jar,
                5,
                Duration.ofSeconds(3),
                time -> Load.closed(CONNECTIONS, time, number -> buyer(jar, shop, shoppers.get(number), items)),
                time -> floor.run(CONNECTIONS, time));
    }

    private static Load.Worker buyer(RunningJar jar, Shop shop, Shopper shopper, List<Item> items) throws Exception {
        Wire wire = new Wire(jar.port());
        return new Load.Worker() {
            @Override
            public void once(long turn) throws Exception {
                wire.send(shop.order(shopper, pick(items))).expect(201);
            }

            @Override
            public void close() throws Exception {
                wire.close();
            }
        };
    }

    private static void bind(PreparedStatement row, Shopper shopper, Item item) throws SQLException {
        Timestamp now = new Timestamp(System.currentTimeMillis());
        UUID key = Shop.key();
        row.setObject(1, key);
        row.setTimestamp(2, now);
        row.setBytes(3, new byte[32]);
        row.setString(4, """
                {"number": "123456789012345678", "payableFen": 15000, "paid": false, "expiresAt": "2026-11-22T02:00:00Z"}""");
        row.setLong(5, shopper.customerId());
        row.setString(6, key.toString());
        row.setLong(7, shopper.customerId());
        row.setString(8, """
                [{"kind": "SHIPPING", "applied": true, "amountFen": 0, "reason": "free"}]""");
        row.setString(9, item.hash());
        row.setBytes(10, new byte[120]);
        row.setTimestamp(11, now);
        row.setTimestamp(12, new Timestamp(now.getTime() + 900_000));
        row.setString(13, """
                [{"couponFen": 0, "pointsFen": 0, "payFen": 15000}]""");
        row.setLong(14, item.sku());
        row.setLong(15, item.sku());
    }

    private static Item pick(List<Item> items) {
        return items.get(ThreadLocalRandom.current().nextInt(items.size()));
    }
}
