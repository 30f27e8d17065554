package io.siyu.reach.channel.card;

import io.siyu.reach.channel.CardDraft.Marketplace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Which order a card came with. One order has one card and one card has one order, whoever says so first; only the warehouse, which packed
 * the parcel, puts right what a shopper told.
 */
@Component
class CardOrders {

    private static final String TOLD = """
            select o.marketplace, o.order_no, o.batch_id, o.serial, o.told_by from channel_card_order o
            where (o.marketplace, o.order_no) in (select * from unnest(:marketplaces::text[], :numbers::text[]))
               or (o.batch_id, o.serial) in (select * from unnest(:batches::integer[], :serials::integer[]))""";

    private final JdbcClient jdbc;

    CardOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who told us. */
    enum ToldBy {
        FILE,
        SHOPPER
    }

    /** An order number of one marketplace. */
    record Order(Marketplace marketplace, String number) {

        private static final int LONGEST = 40;
        private static final String FORM = "[A-Z0-9][A-Z0-9-]{5,39}";

        /** As people type it: with spaces, in small letters. Empty for what is no order number. */
        static Optional<Order> of(Marketplace marketplace, String typed) {
            String number = typed.replaceAll("[\\s\\u00a0\\u3000]", "").toUpperCase(Locale.ROOT);
            return number.matches(FORM) ? Optional.of(new Order(marketplace, number)) : Optional.empty();
        }

        /** No number any more: what stands there is longer than any. */
        boolean erased() {
            return number.length() > LONGEST;
        }

        /** What is shown where the whole number is nobody's business. */
        String ending() {
            return "…" + number.substring(number.length() - 4);
        }
    }

    record Binding(CardKey card, Order order) {}

    /** What is known, and by whom. */
    record Told(Binding binding, ToldBy by) {

        /** Whether a file cannot change it. What an erasure left stays as it is: the number would be back. */
        boolean firm() {
            return by == ToldBy.FILE || binding.order().erased();
        }
    }

    /**
     * Binds what a file says, and takes away what shoppers told against it.
     *
     * @return what came of it; what others bound at the same moment is not among the fresh
     */
    FileBindings bindAll(Collection<Binding> wanted, Instant now) {
        List<Told> known = of(jdbc.sql(TOLD + " order by o.marketplace, o.order_no for update"), List.copyOf(wanted))
                .query(CardOrders::told)
                .list();
        FileBindings wins = FileBindings.of(known, wanted);
        of(jdbc.sql("""
                delete from channel_card_order where (marketplace, order_no, batch_id, serial) in (
                    select * from unnest(:marketplaces::text[], :numbers::text[], :batches::integer[], :serials::integer[]))"""), List.copyOf(wins.displaced())).update();
        return new FileBindings(bind(wins.fresh(), ToldBy.FILE, now), wins.displaced());
    }

    /** An operator knows better; empty when there is none. */
    Optional<Order> unbind(CardKey card) {
        return jdbc.sql("""
                delete from channel_card_order where batch_id = :batch and serial = :serial and length(order_no) <= :longest
                returning marketplace, order_no""")
                .param("batch", card.batch())
                .param("serial", card.serial())
                .param("longest", Order.LONGEST)
                .query(CardOrders::order)
                .optional();
    }

    /** @return those that were new; all others say what is known already, or contradict it */
    Set<Binding> bind(Collection<Binding> bindings, ToldBy by, Instant now) {
        List<Binding> wanted = List.copyOf(bindings);
        return new HashSet<>(of(jdbc.sql("""
                insert into channel_card_order (marketplace, order_no, batch_id, serial, told_by, at)
                select marketplace, order_no, batch_id, serial, :by, :now
                from unnest(:marketplaces::text[], :numbers::text[], :batches::integer[], :serials::integer[]) with ordinality
                    as told (marketplace, order_no, batch_id, serial, n)
                order by marketplace, order_no, n
                on conflict do nothing returning marketplace, order_no, batch_id, serial"""), wanted)
                .param("by", by.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(CardOrders::binding)
                .list());
    }

    /** The cards that these orders, or these cards, are bound with. */
    List<Binding> known(Collection<Binding> like) {
        return told(like).stream().map(Told::binding).toList();
    }

    /** The same, with who told it. */
    List<Told> told(Collection<Binding> like) {
        return of(jdbc.sql(TOLD), List.copyOf(like)).query(CardOrders::told).list();
    }

    /** Cards of a batch that came with this order number, of whichever marketplace. */
    List<CardKey> withNumber(int batch, String number) {
        return jdbc.sql("""
                select batch_id, serial from channel_card_order
                where order_no = :number and batch_id = :batch order by serial limit 50""")
                .param("number", number)
                .param("batch", batch)
                .query(Cards::key)
                .list();
    }

    private static Binding binding(ResultSet row, int number) throws SQLException {
        return new Binding(Cards.key(row, number), order(row, number));
    }

    private static Told told(ResultSet row, int number) throws SQLException {
        return new Told(binding(row, number), ToldBy.valueOf(row.getString("told_by")));
    }

    static Order order(ResultSet row, int number) throws SQLException {
        return new Order(Marketplace.valueOf(row.getString("marketplace")), row.getString("order_no"));
    }

    private static StatementSpec of(StatementSpec statement, List<Binding> bindings) {
        return statement
                .param(
                        "marketplaces",
                        texts(bindings, one -> one.order().marketplace().name()))
                .param("numbers", texts(bindings, one -> one.order().number()))
                .param("batches", numbers(bindings, one -> one.card().batch()))
                .param("serials", numbers(bindings, one -> one.card().serial()));
    }

    private static String[] texts(List<Binding> bindings, Function<Binding, String> part) {
        return bindings.stream().map(part).toArray(String[]::new);
    }

    private static Integer[] numbers(List<Binding> bindings, Function<Binding, Integer> part) {
        return bindings.stream().map(part).toArray(Integer[]::new);
    }
}
