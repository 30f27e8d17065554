package io.siyu.reach.channel.admission;

import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.admission.ContactClaims.Way;
import io.siyu.reach.channel.admission.Ledger.Entry;
import io.siyu.reach.channel.admission.ScanRows.Earlier;
import io.siyu.reach.channel.allocation.Allocation;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.allocation.Decision;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The transaction that takes visitors in. */
@Component
class Taking {

    private final CodeRows codes;
    private final ScanRows visitors;
    private final Candidates candidates;
    private final Counts counts;
    private final ContactClaims ways;
    private final Ledger ledger;
    private final Leases leases;
    private final Clock clock;
    private final BrandZone zone;

    Taking(
            CodeRows codes,
            ScanRows visitors,
            Candidates candidates,
            Counts counts,
            ContactClaims ways,
            Ledger ledger,
            Leases leases,
            Clock clock,
            BrandZone zone) {
        this.codes = codes;
        this.visitors = visitors;
        this.candidates = candidates;
        this.counts = counts;
        this.ways = ways;
        this.ledger = ledger;
        this.leases = leases;
        this.clock = clock;
        this.zone = zone;
    }

    private record Choice(Party party, String visitor, Decision decision) {

        Ask ask() {
            return party.ask(visitor);
        }

        @Nullable
        Post post() {
            return decision.guide()
                    .map(guide -> new Post(party.code().id(), guide))
                    .orElse(null);
        }
    }

    /**
     * Inside a transaction.
     *
     * @param parties in the order of their codes' ids
     * @return who is not in it is to be looked at again: their code was edited meanwhile, or has no contact way left for the chosen guide;
     *     nothing has been written for them
     */
    Map<Ask, Admission> take(List<Party> parties) {
        Map<Long, Integer> versions =
                codes.lockOpen(parties.stream().map(party -> party.code().id()).toList());
        Instant now = clock.instant();
        Map<Ask, Admission> answers = new HashMap<>();
        List<Party> open = new ArrayList<>();
        for (Party party : parties) {
            Integer version = versions.get(party.code().id());
            if (version == null) {
                party.visitors().forEach(visitor -> answers.put(party.ask(visitor), new Admission.Closed()));
            } else if (version == party.code().version()) {
                open.add(party);
            }
        }
        if (!open.isEmpty()) {
            write(ready(decide(strangers(open, answers, now), now), answers, now), answers, now);
        }
        return answers;
    }

    /** Who is not here for the second time within ten minutes. */
    private List<Party> strangers(List<Party> parties, Map<Ask, Admission> answers, Instant now) {
        Map<Ask, Earlier> earlier = visitors.earlier(parties, now);
        List<Party> strangers = new ArrayList<>();
        for (Party party : parties) {
            List<String> left = new ArrayList<>();
            for (String visitor : party.visitors()) {
                Earlier place = earlier.get(party.ask(visitor));
                if (place == null) {
                    left.add(visitor);
                } else {
                    answers.put(party.ask(visitor), again(party, place, now));
                }
            }
            if (!left.isEmpty()) {
                strangers.add(party.only(left));
            }
        }
        return strangers;
    }

    private List<Choice> decide(List<Party> parties, Instant now) {
        List<Choice> choices = new ArrayList<>();
        if (parties.isEmpty()) {
            return choices;
        }
        LocalDate today = zone.dateOf(now);
        Map<StaffId, Integer> overall = overall(parties, today, now);
        Set<Post> posts = new HashSet<>();
        Set<Post> capped = new HashSet<>();
        parties.forEach(party -> {
            posts.addAll(party.posts());
            capped.addAll(party.capped());
        });
        Map<Post, Count> taken = counts.of(posts, capped, today, now);
        parties.forEach(party -> decide(party, taken, overall, now, choices));
        return choices;
    }

    /** Of the guides who take only so many by all codes together; whoever else counts them waits. */
    private Map<StaffId, Integer> overall(List<Party> parties, LocalDate today, Instant now) {
        Set<StaffId> limited = new HashSet<>();
        parties.forEach(party -> limited.addAll(party.field().limited()));
        if (limited.isEmpty()) {
            return new HashMap<>();
        }
        counts.lockLimits(limited);
        return counts.overall(limited, today, now);
    }

    private void decide(
            Party party, Map<Post, Count> all, Map<StaffId, Integer> overall, Instant now, List<Choice> choices) {
        LocalDateTime wall = LocalDateTime.ofInstant(now, zone.zone());
        long seed = Allocation.seed(party.code().id(), wall.toLocalDate());
        Map<StaffId, Count> taken = new HashMap<>();
        for (Post post : party.posts()) {
            taken.put(post.guide(), all.getOrDefault(post, Count.NONE).overall(overall.getOrDefault(post.guide(), 0)));
        }
        for (String visitor : party.visitors()) {
            Decision decision = Allocation.allocate(
                    party.field().pool(), taken, party.field().owners().get(visitor), wall, seed);
            choices.add(new Choice(party, visitor, decision));
            decision.guide().ifPresent(guide -> {
                taken.put(guide, taken.getOrDefault(guide, Count.NONE).with(decision));
                if (decision.reserves()) {
                    overall.computeIfPresent(guide, (one, sum) -> sum + 1);
                }
            });
        }
    }

    /** Whose guides' ways are just being made waits a moment, and is not written down: nobody is lost to a code because it is new. */
    private List<Choice> ready(List<Choice> choices, Map<Ask, Admission> answers, Instant now) {
        Set<Long> lacking = new HashSet<>();
        choices.stream()
                .filter(choice -> choice.decision().lacksWay())
                .forEach(choice -> lacking.add(choice.party().code().id()));
        Set<Long> soon = lacking.isEmpty() ? Set.of() : ways.hurry(lacking, now);
        List<Choice> ready = new ArrayList<>();
        for (Choice choice : choices) {
            if (choice.decision().lacksWay()
                    && soon.contains(choice.party().code().id())) {
                answers.put(choice.ask(), new Admission.Soon());
            } else {
                ready.add(choice);
            }
        }
        return ready;
    }

    private void write(List<Choice> choices, Map<Ask, Admission> answers, Instant now) {
        SortedMap<Post, Integer> wanted = new TreeMap<>();
        for (Choice choice : choices) {
            Post post = choice.post();
            if (post != null) {
                wanted.merge(post, 1, Integer::sum);
            }
        }
        Map<Post, Deque<Way>> claimed = ways.claim(wanted, now);
        Set<Long> lacking = new HashSet<>();
        wanted.forEach((post, many) -> {
            if (claimed.getOrDefault(post, new ArrayDeque<>()).size() < many) {
                lacking.add(post.code());
            }
        });
        List<Choice> written = choices.stream()
                .filter(choice -> !lacking.contains(choice.party().code().id()))
                .toList();
        if (written.isEmpty()) {
            return;
        }
        List<Entry> entries = written.stream()
                .map(choice -> new Entry(choice.party().code(), choice.ask(), choice.decision(), way(choice, claimed)))
                .toList();
        Map<Ask, Long> scans = ledger.write(entries, zone.dateOf(now), now);
        for (int one = 0; one < written.size(); one++) {
            Entry entry = entries.get(one);
            answers.put(entry.ask(), answer(written.get(one), entry.way(), scans.getOrDefault(entry.ask(), 0L)));
        }
    }

    private static @Nullable Way way(Choice choice, Map<Post, Deque<Way>> claimed) {
        Post post = choice.post();
        return post == null
                ? null
                : claimed.getOrDefault(post, new ArrayDeque<>()).poll();
    }

    private Admission answer(Choice choice, @Nullable Way way, long scan) {
        return way == null
                ? new Admission.Nobody(choice.party().code())
                : taken(
                        choice.party(),
                        choice.decision().guide().orElseThrow(),
                        scan,
                        way.stateId(),
                        way.qrUrl(),
                        false);
    }

    /** The same person within ten minutes: the same guide, the same place, no second scan. */
    private Admission again(Party party, Earlier place, Instant now) {
        // The contact way before its scan, as an add takes them.
        leases.renew(place.stateId(), place.scanId(), now);
        visitors.renew(place.scanId(), now.plus(Admissions.PLACE));
        return taken(party, place.staff(), place.scanId(), place.stateId(), place.qrUrl(), true);
    }

    private Admission taken(Party party, StaffId guide, long scan, long state, String qrUrl, boolean again) {
        StaffMember known = candidates.member(party.field(), guide);
        return new Admission.Taken(party.code(), known, scan, state, qrUrl, again);
    }
}
