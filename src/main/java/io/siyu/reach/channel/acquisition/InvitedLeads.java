package io.siyu.reach.channel.acquisition;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.relation.LeadInvitations;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Acquired;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Somebody opened a code by a link that was made out to them, and became a friend: after the add, which does not wait for it. */
@Component
class InvitedLeads implements StreamFollower<RecordedActivity> {

    private final JdbcClient jdbc;
    private final LeadInvitations invitations;

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

    @Override
    public void apply(List<RecordedActivity> rows) {
        rows.forEach(row -> {
            OptionalLong acquisition = Acquired.acquisitionOf(row);
            if (acquisition.isPresent()) {
                tell(Acquired.of(row).orElseThrow(), acquisition.getAsLong());
            }
        });
    }

    private void tell(Acquired acquired, long acquisition) {
        Optional<String> invitation = jdbc.sql("""
                select v.parameters ->> :parameter from channel_acquisition a join channel_visit v on v.scan_id = a.scan_id
                where a.id = :id and v.parameters ->> :parameter is not null""")
                .param("parameter", LeadInvitations.PARAMETER)
                .param("id", acquisition)
                .query(String.class)
                .optional();
        invitation.ifPresent(link -> invitations.accepted(link, acquired.customer(), acquired.staff(), acquired.at()));
    }
}
