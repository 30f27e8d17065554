package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is whose friend. One row for a pair, reopened when they become friends again. */
@Component
@InSandbox
public class Relations {

    /** How a friendship began that the corporation made: by an assignment. */
    static final int ASSIGNED = 202;

    private final JdbcClient jdbc;

    Relations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes them friends; empty if they already are. What the member wrote about the customer is still there if it was the
     * customer who left, and gone if the member had deleted the customer.
     */
    @Transactional
    public Optional<Relation> open(
            String userid, String externalUserid, String state, int addWay, String operUserid, Instant at) {
        Optional<Relation> opened = jdbc.sql("""
                        insert into sandbox_relation (userid, external_userid, created_at, state, add_way, oper_userid)
                        values (:userid, :external, :at, :state, :way, :oper)
                        on conflict (userid, external_userid) do update set
                            created_at = :at, ended_at = null, chatted = false, silent = false, state = :state, add_way = :way,
                            oper_userid = :oper,
                            remark = case when sandbox_relation.ended_by = 'MEMBER' then ''
                                else sandbox_relation.remark end,
                            description = case when sandbox_relation.ended_by = 'MEMBER' then ''
                                else sandbox_relation.description end,
                            ended_by = null
                        where sandbox_relation.ended_at is not null
                        returning *""")
                .param("userid", userid)
                .param("external", externalUserid)
                .param("at", Times.sql(at))
                .param("state", state)
                .param("way", addWay)
                .param("oper", operUserid)
                .query(Relations::relation)
                .optional();
        return opened;
    }

    /** Ends it; false if there was nothing to end. */
    @Transactional
    public boolean end(String userid, String externalUserid, boolean byMember, Instant at) {
        Optional<Long> ended = jdbc.sql("""
                        update sandbox_relation set ended_at = :at, ended_by = :by
                        where userid = :userid and external_userid = :external and ended_at is null
                        returning id""")
                .param("at", Times.sql(at))
                .param("by", byMember ? "MEMBER" : "CUSTOMER")
                .param("userid", userid)
                .param("external", externalUserid)
                .query(Long.class)
                .optional();
        if (byMember) {
            ended.ifPresent(id -> jdbc.sql("delete from sandbox_relation_tag where relation_id = :id")
                    .param("id", id)
                    .update());
        }
        return ended.isPresent();
    }

    public Optional<Relation> find(String userid, String externalUserid) {
        return jdbc.sql("""
                        select * from sandbox_relation
                        where userid = :userid and external_userid = :external and ended_at is null""")
                .param("userid", userid)
                .param("external", externalUserid)
                .query(Relations::relation)
                .optional();
    }

    public List<Relation> ofCustomer(String externalUserid) {
        return jdbc.sql(
                        "select * from sandbox_relation where external_userid = :external and ended_at is null order by id")
                .param("external", externalUserid)
                .query(Relations::relation)
                .list();
    }

    /** Of these members, oldest row first, after a row of the page before. */
    public List<Relation> ofMembers(Collection<String> userids, long afterId, int limit) {
        if (userids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select * from sandbox_relation
                        where userid in (:userids) and id > :after and ended_at is null order by id limit :limit""")
                .param("userids", userids)
                .param("after", afterId)
                .param("limit", limit)
                .query(Relations::relation)
                .list();
    }

    /** What the member before wrote and tagged is there for the one who took over. */
    void inherit(Relation now, Relation before) {
        note(new Relation(
                now.id(),
                now.userid(),
                now.externalUserid(),
                now.createdAt(),
                null,
                now.chatted(),
                before.remark(),
                before.description(),
                before.remarkCompany(),
                before.remarkMobiles(),
                now.state(),
                now.addWay(),
                now.operUserid()));
    }

    /** Writes what a member notes about a customer. */
    public void note(Relation changed) {
        jdbc.sql("""
                        update sandbox_relation set remark = :remark, description = :description,
                            remark_company = :company, remark_mobiles = :mobiles
                        where id = :id""")
                .param("remark", changed.remark())
                .param("description", changed.description())
                .param("company", changed.remarkCompany())
                .param("mobiles", changed.remarkMobiles().toArray(new String[0]))
                .param("id", changed.id())
                .update();
    }

    /** Remembers that one of them wrote something since they became friends. */
    public void chatted(String userid, String externalUserid) {
        jdbc.sql("""
                        update sandbox_relation set chatted = true
                        where userid = :userid and external_userid = :external and ended_at is null""").param("userid", userid).param("external", externalUserid).update();
    }

    /** The customer came by an acquisition link: the first word is told. */
    public void cameByLink(String userid, String externalUserid) {
        jdbc.sql("""
                        update sandbox_relation set silent = true
                        where userid = :userid and external_userid = :external and ended_at is null""").param("userid", userid).param("external", externalUserid).update();
    }

    /** Whether this is the first word of a customer who came by an acquisition link. */
    public boolean breaksSilence(String userid, String externalUserid) {
        return jdbc.sql("""
                        update sandbox_relation set silent = false
                        where userid = :userid and external_userid = :external and ended_at is null and silent""")
                        .param("userid", userid)
                        .param("external", externalUserid)
                        .update()
                == 1;
    }

    private static Relation relation(ResultSet row, int number) throws SQLException {
        return new Relation(
                row.getLong("id"),
                row.getString("userid"),
                row.getString("external_userid"),
                Times.read(row, "created_at"),
                Times.readNullable(row, "ended_at"),
                row.getBoolean("chatted"),
                row.getString("remark"),
                row.getString("description"),
                row.getString("remark_company"),
                List.of((String[]) row.getArray("remark_mobiles").getArray()),
                row.getString("state"),
                row.getInt("add_way"),
                row.getString("oper_userid"));
    }
}
