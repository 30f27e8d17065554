package io.siyu.people.relation;

import io.siyu.people.customer.MergeParticipant;
import io.siyu.shared.CustomerId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives the friendships of a merged record to the survivor; two with the same employee become one with both their pasts. */
@Component
class FollowMerge implements MergeParticipant {

    private final JdbcClient jdbc;
    private final FollowRows rows;
    private final Follows follows;
    private final Owners owners;

    FollowMerge(JdbcClient jdbc, FollowRows rows, Follows follows, Owners owners) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.follows = follows;
        this.owners = owners;
    }

    private record Twin(long keptId, long goneId, Follow kept, Follow gone) {}

    @Override
    public void merge(CustomerId survivor, CustomerId merged) {
        for (Follow follow : rows.of(merged)) {
            Optional<Follow> kept = rows.find(survivor, follow.staff());
            if (kept.isPresent()) {
                join(new Twin(idOf(kept.get()), idOf(follow), kept.get(), follow));
            } else {
                jdbc.sql("update relation_follow set customer_id = :survivor where id = :id")
                        .param("survivor", survivor.value())
                        .param("id", idOf(follow))
                        .update();
            }
        }
        owners.merge(survivor, merged);
        owners.review(survivor);
    }

    private void join(Twin twin) {
        jdbc.sql("""
                insert into relation_transition (follow_id, kind, at, add_way, state, seen_at)
                select :kept, kind, at, add_way, state, seen_at from relation_transition where follow_id = :gone
                on conflict (follow_id, kind, at) do nothing""").param("kept", twin.keptId()).param("gone", twin.goneId()).update();
        jdbc.sql("delete from relation_transition where follow_id = :gone")
                .param("gone", twin.goneId())
                .update();
        jdbc.sql("delete from relation_follow where id = :gone")
                .param("gone", twin.goneId())
                .update();
        Follow newer = twin.gone().addedAt().isAfter(twin.kept().addedAt()) ? twin.gone() : twin.kept();
        List<Observation> seen = rows.transitions(twin.keptId());
        follows.store(twin.keptId(), FollowHistory.of(seen), newer.key(), newer.remark());
    }

    private long idOf(Follow follow) {
        return jdbc.sql("""
                select id from relation_follow where customer_id = :customer and staff_id = :staff for update""")
                .param("customer", follow.customer().value())
                .param("staff", follow.staff().value())
                .query(Long.class)
                .single();
    }
}
