package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes visitors of live codes in. Whoever opens a code while others are being taken in is taken in together with the next ones, in one
 * transaction: under the codes' row locks the places of the day are counted once, guides are chosen one after the other and the places
 * taken, so that however many scan at once no cap is passed.
 */
@Component
public class Admissions {

    /** How long a scan keeps its guide's place and its contact way. */
    static final Duration PLACE = Leases.LENGTH;

    private static final int TRIES = 3;

    private final Lines lines = new Lines(this::admitAll);
    private final CodeRows codes;
    private final ScanRows visitors;
    private final Candidates candidates;
    private final Taking taking;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Admissions(
            CodeRows codes,
            ScanRows visitors,
            Candidates candidates,
            Taking taking,
            TransactionTemplate transaction,
            Clock clock) {
        this.codes = codes;
        this.visitors = visitors;
        this.candidates = candidates;
        this.taking = taking;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param visitor the random id in the visitor's cookie */
    public Admission admit(String publicCode, String visitor) {
        return lines.enter(new Ask(publicCode, visitor));
    }

    /** These at once. Where a code was edited since we looked, or its last contact way was taken, we look again. */
    Map<Ask, Admission> admitAll(Set<Ask> asking) {
        Map<Ask, Admission> answers = new HashMap<>();
        for (int look = 1; look <= TRIES && answers.size() < asking.size(); look++) {
            Set<Ask> left = new LinkedHashSet<>(asking);
            left.removeAll(answers.keySet());
            Map<String, LiveCode> open = open(left, answers);
            List<Party> parties = parties(left, open);
            if (!parties.isEmpty()) {
                answers.putAll(Objects.requireNonNull(transaction.execute(status -> taking.take(parties))));
            }
            if (look == TRIES) {
                left.forEach(ask -> answers.putIfAbsent(ask, nobody(open, ask)));
            }
        }
        return answers;
    }

    private Map<String, LiveCode> open(Set<Ask> asking, Map<Ask, Admission> answers) {
        Instant now = clock.instant();
        Map<String, LiveCode> open = codes
                .byCodes(asking.stream().map(Ask::code).collect(Collectors.toSet()))
                .stream()
                .filter(code -> code.serves(now))
                .collect(Collectors.toMap(LiveCode::code, code -> code));
        asking.stream()
                .filter(ask -> !open.containsKey(ask.code()))
                .forEach(ask -> answers.put(ask, new Admission.Closed()));
        return open;
    }

    private static Admission nobody(Map<String, LiveCode> open, Ask ask) {
        LiveCode code = open.get(ask.code());
        return code == null ? new Admission.Closed() : new Admission.Nobody(code);
    }

    private List<Party> parties(Set<Ask> asking, Map<String, LiveCode> open) {
        Instant now = clock.instant();
        SortedMap<LiveCode, List<String>> byCode = new TreeMap<>(Comparator.comparingLong(LiveCode::id));
        Set<String> everybody = new HashSet<>();
        for (Ask ask : asking) {
            LiveCode code = open.get(ask.code());
            if (code != null) {
                byCode.computeIfAbsent(code, one -> new ArrayList<>()).add(ask.visitor());
                everybody.add(ask.visitor());
            }
        }
        return byCode.isEmpty() ? List.of() : candidates.parties(byCode, visitors.seen(everybody, now), now);
    }
}
