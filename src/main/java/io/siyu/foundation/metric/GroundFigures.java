package io.siyu.foundation.metric;

import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What stands below this module and cannot tell of itself: jobs, news, streams, alerts. */
@Component
class GroundFigures implements Figures {

    private final ObjectProvider<StreamFollower<?>> followers;

    GroundFigures(ObjectProvider<StreamFollower<?>> followers) {
        this.followers = followers;
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.counts("siyu.jobs.waiting", "state", """
                        select lower(known.state) as label, count(job.id) as value from (values ('QUEUED'), ('RUNNING')) known (state)
                        left join job_job job on job.state = known.state and job.state in ('QUEUED', 'RUNNING')
                        group by known.state"""),
                Figure.age(
                        "siyu.jobs.oldest",
                        "select min(queued_at) as value from job_job where state in ('QUEUED', 'RUNNING')"),
                Figure.count(
                        "siyu.schedule.failing",
                        "select count(*) as value from job_scheduled_task where consecutive_failures >= 3"),
                Figure.count(
                        "siyu.news.waiting",
                        "select count(*) as value from event_publication where completion_date is null"),
                Figure.age(
                        "siyu.news.oldest",
                        "select min(publication_date) as value from event_publication where completion_date is null"),
                Figure.counts("siyu.alerts.open", "nature", """
                        select lower(known.nature) as label, count(alert.id) as value from (values ('FAULT'), ('TODO')) known (nature)
                        left join alert_alert alert on alert.nature = known.nature and alert.resolved_at is null
                        group by known.nature""")));
        String behind = followers.stream().map(GroundFigures::behind).collect(Collectors.joining("\nunion all\n"));
        if (!behind.isEmpty()) {
            figures.add(Figure.counts("siyu.stream.lag", "follower", behind));
        }
        return figures;
    }

    /** Counted to ten thousand: more is a fault whatever the number. */
    private static String behind(StreamFollower<?> follower) {
        StreamSource<?> source = follower.source();
        return """
                select '%1$s' as label, count(*) as value from (
                    select 1 from (select coalesce(max(epoch), 0) as epoch, coalesce(max(xid), '0'::xid8) as xid, coalesce(max(last_id), 0) as id
                                   from stream_cursor where follower = '%1$s') c
                    join %2$s s on (s.epoch, s.xid, s.id) > (c.epoch, c.xid, c.id) limit 10000) ahead""".formatted(follower.name(), source.table());
    }
}
