package io.siyu.reach.sop;

import io.siyu.people.relation.FollowEnded;
import io.siyu.people.relation.Relations;
import io.siyu.reach.channel.CustomerAcquired;
import io.siyu.reach.sop.PlanRows.Plan;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** News that makes customers enter or leave plans. */
@Component
class Triggers {

    private final PlanRows plans;
    private final Enrolments enrolments;
    private final Relations relations;

    Triggers(PlanRows plans, Enrolments enrolments, Relations relations) {
        this.plans = plans;
        this.enrolments = enrolments;
        this.relations = relations;
    }

    @ApplicationModuleListener
    void on(CustomerAcquired news) {
        if (!relations.follows(news.staff(), news.customer())) {
            return;
        }
        for (Plan plan : plans.running()) {
            if (plan.liveTrigger() instanceof Trigger.ByCode(var codes) && codes.contains(news.codeId())) {
                enrolments.enrol(plan, news.customer(), "code:" + news.codeId(), news.staff(), "通过活码成为好友");
            }
        }
    }

    @ApplicationModuleListener
    void on(FollowEnded news) {
        boolean alone = relations.followersOf(news.customer()).isEmpty();
        enrolments.exit(news.customer(), news.staff(), alone, "sop.exit.unfollowed");
    }
}
