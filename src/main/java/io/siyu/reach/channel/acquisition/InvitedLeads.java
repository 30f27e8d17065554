package io.siyu.reach.channel.acquisition;

import static java.util.Objects.requireNonNull;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.relation.LeadInvitations;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Acquired;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Somebody opened a code by a link that was made out to them, and became a friend: after the add, which does not wait for it. */
@Component
class InvitedLeads implements StreamFollower<RecordedActivity> {

    private final JdbcClient jdbc;
    private final LeadInvitations invitations;

    private record Invited(long acquisition, String invitation) {}

    InvitedLeads(JdbcClient jdbc, LeadInvitations invitations) {
        this.jdbc = jdbc;
        this.invitations = invitations;
    }

    @Override
    public String name() {
        return "channel.invited-leads";
    }

    @Override
    public StreamSource<RecordedActivity> source() {
        return Timeline.STREAM;
    }

    /** One question for all adds that came since, and nothing more about those that no invitation brought. */
    @Override
    public void apply(List<RecordedActivity> rows) {
        Map<Long, Acquired> acquired = new HashMap<>();
        rows.forEach(row -> Acquired.acquisitionOf(row)
                .ifPresent(acquisition ->
                        acquired.put(acquisition, Acquired.of(row).orElseThrow())));
        if (!acquired.isEmpty()) {
            invited(acquired.keySet()).forEach(one -> tell(one, requireNonNull(acquired.get(one.acquisition()))));
        }
    }

    private List<Invited> invited(Set<Long> acquisitions) {
        return jdbc.sql("""
                select a.id as acquisition, v.parameters ->> :parameter as invitation
                from channel_acquisition a join channel_visit v on v.scan_id = a.scan_id
                where a.id = any(:ids) and v.parameters ->> :parameter is not null order by a.id""")
                .param("parameter", LeadInvitations.PARAMETER)
                .param("ids", acquisitions.toArray(Long[]::new))
                .query(Invited.class)
                .list();
    }

    private void tell(Invited one, Acquired acquired) {
        invitations.accepted(one.invitation(), acquired.customer(), acquired.staff(), acquired.at());
    }
}
