package io.siyu.foundation.metric;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
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
        return "select '%s' as label, count(*) as value from (select 1 from (%s) ahead limit 10000) counted"
                .formatted(follower.name(), StreamCursors.untaken(follower.name(), follower.source()));
    }
}
