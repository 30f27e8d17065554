package io.siyu.reach.sop;

import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.CustomerHandedOver;
import io.siyu.people.relation.FollowEnded;
import io.siyu.people.relation.Relations;
import io.siyu.shared.CustomerId;
import java.time.Clock;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** News that makes customers leave plans. */
@Component
class Triggers {

    private final Enrolments enrolments;
    private final Relations relations;
    private final CustomerDirectory customers;
    private final Clock clock;

    Triggers(Enrolments enrolments, Relations relations, CustomerDirectory customers, Clock clock) {
        this.enrolments = enrolments;
        this.relations = relations;
        this.customers = customers;
        this.clock = clock;
    }

    /** The news may be late: the two may be friends again, and what they entered since then is no business of the old end. */
    @ApplicationModuleListener
    void on(FollowEnded news) {
        CustomerId customer = customers.hold(news.customer());
        boolean back = relations.follows(news.staff(), customer);
        boolean alone = relations.followersOf(customer).isEmpty();
        enrolments.exit(customer, news.staff(), alone, back ? news.at() : clock.instant(), "sop.exit.unfollowed");
    }

    /** What the customer walks with the one goes on with the other. */
    @ApplicationModuleListener
    void on(CustomerHandedOver news) {
        enrolments.goOnWith(customers.hold(news.customer()), news.from(), news.to());
    }
}
