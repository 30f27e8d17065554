package io.siyu.people.relation.lead;

import io.siyu.shared.StaffId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How many leads guides have at the moment, and how many more they may get. */
@Component
class Holdings {

    private final JdbcClient jdbc;
    private final LeadRules rules;

    Holdings(JdbcClient jdbc, LeadRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** Below 0 where the rule was changed since. */
    Map<StaffId, Integer> room(Collection<StaffId> guides) {
        int most = rules.now().mostPerGuide();
        Map<StaffId, Integer> room = new HashMap<>();
        jdbc.sql("""
                select g.id, (select count(*) from relation_lead l
                    where l.staff_id = g.id and l.state in ('ASSIGNED', 'CONTACTED')) as held
                from unnest(:guides::bigint[]) as g (id)""")
                .param("guides", guides.stream().map(StaffId::value).toArray(Long[]::new))
                .query(row -> {
                    room.put(new StaffId(row.getLong("id")), most - row.getInt("held"));
                });
        return room;
    }

    /** The same, and nobody else gives leads to anybody until the transaction ends: it would be counted by nobody. */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<StaffId, Integer> hold(Collection<StaffId> guides) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('relation_lead_deal'))")
                .query((row, number) -> true)
                .single();
        return room(guides);
    }
}
