package io.siyu.people.customer;

import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers of whom nothing was heard for so many of the brand's days: friends of the guide who owns them, without a deed of their own. */
@Component
public class SilentCustomers {

    /** Days: as many as an alert can be set to. */
    static final int LONGEST = 10_000;

    /** What people do themselves. What the brand and its guides do for them breaks no silence. */
    private static final List<String> DEEDS = List.of(
            "follow.added",
            "follow.reopened",
            "scan",
            "channel.acquired",
            "card.used",
            "order.placed",
            "order.paid",
            "coupon.used",
            "points.spent");

    private final List<FriendshipCondition> friendships;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final BrandZone zone;

    SilentCustomers(List<FriendshipCondition> friendships, JdbcClient jdbc, Clock clock, BrandZone zone) {
        this.friendships = List.copyOf(friendships);
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /** How many of this guide's customers: as many as the list shows whoever filters it by the two. */
    public long count(StaffId owner, int days) {
        Map<String, Object> parameters = new HashMap<>(Map.of("staff", owner.value()));
        String silent = condition(days, parameters);
        return jdbc.sql(
                        "select count(*) from customer_customer c where c.merged_into is null and c.owner_staff_id = :staff and "
                                + silent)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    /**
     * SQL over {@code customer_customer c}, with what it needs put among the parameters. Asked customer by customer, each a few looks
     * into the index of their days: {@code offset 0} keeps the planner from reading everybody's days of those weeks instead.
     */
    String condition(int days, Map<String, Object> parameters) {
        LocalDate since = zone.dateOf(clock.instant()).minusDays(days);
        parameters.put("silentSince", since);
        parameters.put("silentFrom", zone.startOf(since).atOffset(ZoneOffset.UTC));
        parameters.put("deeds", DEEDS.toArray(String[]::new));
        String befriended = friendships.stream()
                .map(friendship -> friendship.friendOfOwnerBefore(":silentFrom") + " and ")
                .collect(Collectors.joining());
        return befriended + """
                not exists (select from timeline_day d
                    where d.customer_id = c.id and d.type = any(:deeds::text[]) and d.day >= :silentSince offset 0)""";
    }
}
