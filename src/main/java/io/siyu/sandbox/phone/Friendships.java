package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Json;
import io.siyu.sandbox.work.AcquisitionLinks;
import io.siyu.sandbox.work.ConsoleWelcomes;
import io.siyu.sandbox.work.ContactWay;
import io.siyu.sandbox.work.ContactWays;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.FriendRequests;
import io.siyu.sandbox.work.FriendRequests.FriendRequest;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.Messages;
import io.siyu.sandbox.work.Relations;
import io.siyu.sandbox.work.WelcomeCodes;
import io.siyu.sandbox.work.WorkEvents;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a member and a customer become friends, talk, and part; each step is told to the app as the platform would. */
@Component
@InSandbox
class Friendships {

    private static final int BY_SCAN = 1;

    enum Outcome {
        ADDED,
        ALREADY_FRIENDS,
        WAITING_FOR_THE_GUIDE
    }

    private final ContactWays ways;
    private final AcquisitionLinks links;
    private final Members members;
    private final Relations relations;
    private final FriendRequests requests;
    private final WelcomeCodes welcomeCodes;
    private final ConsoleWelcomes consoleWelcomes;
    private final Messages messages;
    private final WorkEvents events;
    private final Clock clock;

    Friendships(
            ContactWays ways,
            AcquisitionLinks links,
            Members members,
            Relations relations,
            FriendRequests requests,
            WelcomeCodes welcomeCodes,
            ConsoleWelcomes consoleWelcomes,
            Messages messages,
            WorkEvents events,
            Clock clock) {
        this.ways = ways;
        this.links = links;
        this.members = members;
        this.relations = relations;
        this.requests = requests;
        this.welcomeCodes = welcomeCodes;
        this.consoleWelcomes = consoleWelcomes;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /** A contact code, or an acquisition link with what its address says of the channel. */
    ContactWay way(String configId) {
        int query = configId.indexOf("?customer_channel=");
        String id = query < 0 ? configId : configId.substring(0, query);
        String channel = query < 0 ? "" : configId.substring(configId.indexOf('=') + 1);
        return links.find(id)
                .map(link -> new ContactWay(
                        id,
                        1,
                        2,
                        0,
                        link.name(),
                        link.skipVerify(),
                        channel,
                        link.users(),
                        List.of(),
                        link.createdAt()))
                .orElseGet(() -> codeWay(configId));
    }

    private ContactWay codeWay(String configId) {
        return ways.find(configId).orElseThrow(() -> DomainException.notFound("sandbox.code_gone"));
    }

    /** Whom the platform puts behind the code this time: any of the members who are there. */
    Member drawn(ContactWay way) {
        List<Member> reachable =
                ways.reachable(way).stream().filter(Member::active).toList();
        if (reachable.isEmpty()) {
            throw DomainException.conflict("sandbox.nobody_behind_code");
        }
        return reachable.get(ThreadLocalRandom.current().nextInt(reachable.size()));
    }

    /** The tap on "add to contacts" after a scan, for the member whose card was shown. */
    @Transactional
    Outcome add(Customer customer, ContactWay way, @Nullable String userid) {
        Member member = userid == null ? drawn(way) : active(userid);
        if (relations.find(member.userid(), customer.externalUserid()).isPresent()) {
            return Outcome.ALREADY_FRIENDS;
        }
        String link = links.find(way.configId()).isPresent() ? way.configId() : null;
        FriendRequest request =
                new FriendRequest(member.userid(), customer.externalUserid(), way.state(), link, clock.instant());
        if (!way.skipVerify()) {
            requests.ask(request);
            return Outcome.WAITING_FOR_THE_GUIDE;
        }
        return befriend(request) ? Outcome.ADDED : Outcome.ALREADY_FRIENDS;
    }

    @Transactional
    void accept(String userid, String externalUserid) {
        befriend(requests.take(userid, externalUserid)
                .orElseThrow(() -> DomainException.notFound("sandbox.request_gone")));
    }

    /** A friend by a link is paid for at the moment of becoming one. */
    private boolean befriend(FriendRequest request) {
        String link = request.link();
        if (link != null && links.balance() <= 0) {
            throw DomainException.conflict("sandbox.link_exhausted");
        }
        boolean opened = open(request.userid(), request.externalUserid(), request.state());
        if (opened && link != null) {
            links.won(link);
            relations.cameByLink(request.userid(), request.externalUserid());
        }
        return opened;
    }

    @Transactional
    void deleteByCustomer(String userid, String externalUserid) {
        if (!relations.end(userid, externalUserid, false, clock.instant())) {
            throw notFriends();
        }
        events.deletedByCustomer(userid, externalUserid);
    }

    @Transactional
    void deleteByMember(String userid, String externalUserid) {
        if (!relations.end(userid, externalUserid, true, clock.instant())) {
            throw notFriends();
        }
        events.deletedByMember(userid, externalUserid);
    }

    /** Something typed into the chat by either of them. */
    @Transactional
    Messages.Message say(String userid, String externalUserid, Messages.Sender sender, String text) {
        if (relations.find(userid, externalUserid).isEmpty()) {
            throw notFriends();
        }
        relations.chatted(userid, externalUserid);
        if (sender == Messages.Sender.CUSTOMER && relations.breaksSilence(userid, externalUserid)) {
            events.startedChat(userid, externalUserid);
        }
        return messages.add(
                userid, externalUserid, sender, "text", Json.object().put("content", text), clock.instant());
    }

    static DomainException notFriends() {
        return DomainException.conflict("sandbox.not_friends");
    }

    private boolean open(String userid, String externalUserid, String state) {
        Instant now = clock.instant();
        boolean opened = relations
                .open(userid, externalUserid, state, BY_SCAN, externalUserid, now)
                .isPresent();
        if (opened) {
            Optional<String> greeted = consoleWelcomes.of(userid);
            greeted.ifPresent(text -> messages.add(
                    userid,
                    externalUserid,
                    Messages.Sender.WELCOME,
                    "text",
                    Json.object().put("content", text),
                    now));
            String code = greeted.isPresent() ? null : welcomeCodes.issue(userid, externalUserid);
            events.added(userid, externalUserid, state, code, now);
        }
        return opened;
    }

    private Member active(String userid) {
        return members.findPresent(userid)
                .filter(Member::active)
                .orElseThrow(() -> DomainException.notFound("sandbox.guide_unknown", userid));
    }
}
