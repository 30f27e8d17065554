package io.siyu.reach.channel.card;

import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.CardDraft.Kind;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Batches of cards as they are stored: one row each. */
@Component
public class CardBatchRows {

    private final JdbcClient jdbc;

    CardBatchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public int insert(CardDraft draft, Instant now) {
        return written(jdbc.sql("""
                insert into channel_card_batch (kind, name, code_id, cards, marketplace, headline, asks_order, asks_member,
                    member_url, coupon_template_id, gift_text, created_at)
                values (:kind, :name, :code, :cards, :marketplace, :headline, :order, :member, :url, :coupon, :gift, :now)
                returning id"""), draft)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    public void update(int id, CardDraft draft) {
        written(jdbc.sql("""
                update channel_card_batch set kind = :kind, name = :name, code_id = :code, cards = :cards,
                    marketplace = :marketplace, headline = :headline, asks_order = :order, asks_member = :member,
                    member_url = :url, coupon_template_id = :coupon, gift_text = :gift where id = :id"""), draft).param("id", id).update();
    }

    private static StatementSpec written(StatementSpec statement, CardDraft draft) {
        return statement
                .param("kind", draft.kind().name())
                .param("name", draft.name().strip())
                .param("code", draft.codeId())
                .param("cards", draft.cards())
                .param("marketplace", draft.marketplace().name())
                .param("headline", draft.headline().strip())
                .param("order", draft.asksOrder())
                .param("member", draft.asksMember())
                .param("url", draft.memberUrl())
                .param("coupon", draft.couponTemplateId())
                .param("gift", draft.giftText());
    }

    /** @return false when it is out there: scanned, or bound to orders */
    public boolean delete(int id) {
        return jdbc.sql("""
                delete from channel_card_batch b where id = :id
                  and not exists (select from channel_card c where c.batch_id = b.id)
                  and not exists (select from channel_card_order o where o.batch_id = b.id)""").param("id", id).update() == 1;
    }

    /** How many cards went to the printer, each counted once. */
    public int printed(int id) {
        return jdbc.sql("""
                select coalesce(sum(upper(part) - lower(part)), 0) from (
                    select unnest(range_agg(int4range(first_serial, last_serial, '[]'))) as part
                    from channel_print where card_batch_id = :id) parts""").param("id", id).query(Integer.class).single();
    }

    /** @throws DomainException {@code channel.card.batch_not_found} */
    public CardBatch lock(int id) {
        return one("where id = :id for update", id).orElseThrow(CardBatchRows::unknown);
    }

    CardBatch require(int id) {
        return find(id).orElseThrow(CardBatchRows::unknown);
    }

    Optional<CardBatch> find(int id) {
        return one("where id = :id", id);
    }

    List<CardBatch> page(int page, int size) {
        return jdbc.sql("select * from channel_card_batch order by id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query(CardBatchRows::batch)
                .list();
    }

    /** The newest first, of those with smaller ids than this. */
    List<CardBatch> below(int id, int size) {
        return jdbc.sql("select * from channel_card_batch where id < :id order by id desc limit :size")
                .param("id", id)
                .param("size", size)
                .query(CardBatchRows::batch)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from channel_card_batch")
                .query(Long.class)
                .single();
    }

    private static DomainException unknown() {
        return DomainException.notFound("channel.card.batch_not_found");
    }

    private Optional<CardBatch> one(String where, int id) {
        return jdbc.sql("select * from channel_card_batch " + where)
                .param("id", id)
                .query(CardBatchRows::batch)
                .optional();
    }

    private static CardBatch batch(ResultSet row, int number) throws SQLException {
        CardDraft draft = new CardDraft(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getLong("code_id"),
                row.getInt("cards"),
                Marketplace.valueOf(row.getString("marketplace")),
                row.getString("headline"),
                row.getBoolean("asks_order"),
                row.getBoolean("asks_member"),
                row.getString("member_url"),
                row.getObject("coupon_template_id", Long.class),
                row.getString("gift_text"));
        return new CardBatch(
                row.getInt("id"),
                draft,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
