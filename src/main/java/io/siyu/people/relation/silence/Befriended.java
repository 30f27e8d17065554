package io.siyu.people.relation.silence;

import io.siyu.people.customer.FriendshipCondition;
import org.springframework.stereotype.Component;

/** One look into the unique index of friendships for a customer. */
@Component
class Befriended implements FriendshipCondition {

    @Override
    public String friendOfOwnerBefore(String moment) {
        return """
                exists (select from relation_follow f where f.customer_id = c.id and f.staff_id = c.owner_staff_id
                    and f.state = 'FOLLOWING' and f.added_at < %s offset 0)""".formatted(moment);
    }
}
