package io.siyu.reach.channel.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.people.timeline.Activity;
import io.siyu.people.timeline.Timeline;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.landing.Landing;
import io.siyu.reach.channel.landing.Scans;
import io.siyu.reach.channel.link.ScanTokens;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** People who scan, become friends, buy and leave, told as callbacks would tell it. */
public final class AddFixtures {

    private static final AtomicLong IDS = new AtomicLong(1_000_000);

    private final LiveCodeFixtures codes;
    private final Scans scans;
    private final AcquisitionStep added;
    private final FriendshipEndStep ended;
    private final TalkStep talked;
    private final ScanTokens tokens;
    private final CustomerDirectory customers;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public AddFixtures(ApplicationContext context) {
        this.codes = new LiveCodeFixtures(context);
        this.scans = context.getBean(Scans.class);
        this.added = context.getBean(AcquisitionStep.class);
        this.ended = context.getBean(FriendshipEndStep.class);
        this.talked = context.getBean(TalkStep.class);
        this.tokens = context.getBean(ScanTokens.class);
        this.customers = context.getBean(CustomerDirectory.class);
        this.timeline = context.getBean(Timeline.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        this.clock = context.getBean(Clock.class);
    }

    /** @return the visitor */
    public String scanned(Codes.Created code) {
        String visitor = LiveCodeFixtures.visitor();
        assertThat(scans.scan(code.code(), visitor)).isInstanceOf(Landing.Guide.class);
        return visitor;
    }

    /** @return whom the platform calls so */
    public String person() {
        String external = "wm" + RandomCode.letters(20);
        transaction.executeWithoutResult(status -> customers.findOrCreate(
                List.of(Identity.externalUserId(external)), Profile.named("小王"), clock.instant()));
        return external;
    }

    public CustomerId customerOf(String external) {
        return customers.find(Identity.externalUserId(external)).orElseThrow();
    }

    public Callback callback(String change, StaffId guide, String external, String state) {
        Map<String, String> fields = Map.of(
                "Event",
                "change_external_contact",
                "ChangeType",
                change,
                "ExternalUserID",
                external,
                "UserID",
                codes.userIdOf(guide),
                "State",
                state,
                "CreateTime",
                Long.toString(clock.instant().getEpochSecond()));
        return new Callback(IDS.incrementAndGet(), fields, clock.instant(), (id, atMost) -> Optional.empty());
    }

    public void add(StaffId guide, String external, String state) {
        run(added, callback("add_external_contact", guide, external, state));
    }

    /** Scans and is a friend a moment later. */
    public void add(StaffId guide, String external, Codes.Created code) {
        add(guide, external, codes.stateOf(scanned(code)));
    }

    /** By an acquisition link, which carries the token of the visitor's last scan. */
    public void addByLink(StaffId guide, String external, String visitor) {
        add(guide, external, tokens.of(codes.scanOf(visitor)));
    }

    /** Writes first, as the platform tells it: without link and state. */
    public void talk(StaffId guide, String external) {
        Map<String, String> fields = new HashMap<>(
                callback("customer_start_chat", guide, external, "").fields());
        fields.put("Event", "customer_acquisition");
        fields.remove("State");
        run(talked, new Callback(IDS.incrementAndGet(), fields, clock.instant(), (id, atMost) -> Optional.empty()));
    }

    public void leave(StaffId guide, String external) {
        run(ended, callback("del_follow_user", guide, external, ""));
    }

    /** Told now, whenever it was made. */
    public void runAdd(Callback callback) {
        run(added, callback);
    }

    void run(InboxStep one, Callback callback) {
        assertThat(one.wants(callback)).isTrue();
        Runnable effect = one.prepare(callback);
        transaction.executeWithoutResult(status -> effect.run());
    }

    /** As a shop tells it, at whatever time it tells it. */
    public void buys(CustomerId customer, String shop, Instant at, long fen) {
        timeline.record(
                new Activity(customer, "order.paid", at, fen, Map.of(), shop, RandomCode.letters(12) + "/paid"));
    }
}
