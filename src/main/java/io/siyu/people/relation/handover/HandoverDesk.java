package io.siyu.people.relation.handover;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator does with a handover: write it, change who takes whom, start, stop, try again. */
@Component
class HandoverDesk {

    private final Handovers handovers;
    private final Draft draft;
    private final Departure departure;
    private final StaffDirectory staff;
    private final CurrentOperator operator;
    private final Audit audit;
    private final Clock clock;

    HandoverDesk(
            Handovers handovers,
            Draft draft,
            Departure departure,
            StaffDirectory staff,
            CurrentOperator operator,
            Audit audit,
            Clock clock) {
        this.handovers = handovers;
        this.draft = draft;
        this.departure = departure;
        this.staff = staff;
        this.operator = operator;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param customers absent: all friends of the employee */
    record Wanted(StaffId from, @Nullable List<Long> customers, Set<StaffId> takers, String message) {}

    /** For the audit. */
    record Size(long from, int customers, int groups, List<Long> takers) {}

    record Share(int customers, @Nullable Long to) {}

    record Days(int days) {}

    StaffMember giver(StaffId from) {
        return staff.find(from).orElseThrow(() -> DomainException.invalid("fromStaffId", "handover.nobody"));
    }

    /** @param chats the groups that go along */
    @Transactional
    long write(Wanted wanted, List<String> chats) {
        StaffMember from = giver(wanted.from());
        requireTakers(from.id(), wanted.takers());
        Handover handover = Handover.draft(from, operator.get(), clock.instant());
        handover.write(wanted.message());
        long id = handovers.saveAndFlush(handover).id();
        int customers = draft.fill(id, from.id(), wanted.customers());
        if (customers == 0 && chats.isEmpty()) {
            throw DomainException.conflict("handover.nothing", from.name());
        }
        draft.groups(id, chats);
        draft.takers(id, wanted.takers());
        draft.propose(id);
        audit.record("handover.create", subject(handover, from), null, size(from, customers, chats, wanted.takers()));
        return id;
    }

    @Transactional
    void reword(long id, String message) {
        change(id, "handover.change", handover -> handover.write(message), null);
    }

    /** Others may take over now; who was to get whom is proposed anew. */
    @Transactional
    void propose(long id, Set<StaffId> takers) {
        change(
                id,
                "handover.propose",
                handover -> {
                    handover.requireDraft();
                    requireTakers(handover.from(), takers);
                    draft.takers(id, takers);
                    draft.propose(id);
                },
                new Size(0, 0, 0, takers.stream().map(StaffId::value).sorted().toList()));
    }

    /** @return how many were given to other hands */
    @Transactional
    int assign(long id, @Nullable List<Long> customers, @Nullable Long taker, @Nullable Long to) {
        Handover handover = draftOf(id);
        requireOneOfTheTakers(id, to);
        int given = draft.assign(id, customers, taker, to);
        audit.record("handover.assign", subject(handover), null, new Share(given, to));
        return given;
    }

    /** In a draft one of the takers; once it runs, a group that could not be given is offered to anybody who works here. */
    @Transactional
    int assignGroups(long id, List<String> chats, @Nullable Long to) {
        Handover handover = locked(id);
        int given;
        if (handover.state() == Handover.State.DRAFT) {
            requireOneOfTheTakers(id, to);
            given = draft.assignGroups(id, chats, to);
        } else {
            given = offer(handover, chats, to);
        }
        audit.record("handover.assign", subject(handover), null, new Share(given, to));
        return given;
    }

    private int offer(Handover handover, List<String> chats, @Nullable Long to) {
        requireTakers(handover.from(), to == null ? Set.of() : Set.of(new StaffId(to)));
        handover.goOn();
        return draft.offerGroups(handover.id(), chats, Objects.requireNonNull(to), clock.instant());
    }

    @Transactional
    void start(long id) {
        Handover handover = locked(id);
        requireTakers(handover.from(), draft.takers(id));
        handover.start(clock.instant());
        departure.go(handover);
        audit.record("handover.start", subject(handover), null, null);
    }

    @Transactional
    void stop(long id) {
        change(
                id,
                "handover.stop",
                handover -> {
                    handover.stop();
                    departure.halt(handover);
                },
                null);
    }

    @Transactional
    void resume(long id) {
        change(
                id,
                "handover.resume",
                handover -> {
                    handover.resume();
                    departure.go(handover);
                },
                null);
    }

    /** A new draft for those who refused or could not be asked for, to be begun some days from now. */
    @Transactional
    long secondTry(long id, int days) {
        Handover before = locked(id);
        StaffMember from = giver(before.from());
        Instant now = clock.instant();
        Handover again = before.secondTry(from, operator.get(), now, now.plus(Duration.ofDays(days)));
        long made = handovers.saveAndFlush(again).id();
        if (draft.fillAgain(made, id) == 0) {
            throw DomainException.conflict("handover.nothing", from.name());
        }
        draft.takers(made, draft.takers(id));
        audit.record("handover.second-try", subject(again, from), null, new Days(days));
        return made;
    }

    @Transactional
    void discard(long id) {
        Handover handover = draftOf(id);
        audit.record("handover.discard", subject(handover), null, null);
        draft.discard(id);
    }

    private void change(long id, String action, Consumer<Handover> deed, @Nullable Record after) {
        Handover handover = locked(id);
        deed.accept(handover);
        audit.record(action, subject(handover), null, after);
    }

    private Handover draftOf(long id) {
        Handover handover = locked(id);
        handover.requireDraft();
        return handover;
    }

    private Handover locked(long id) {
        return handovers.lockById(id).orElseThrow(() -> DomainException.notFound("handover.not_found"));
    }

    /** Somebody who works here, and not the one who gives away. */
    private void requireTakers(StaffId from, Collection<StaffId> takers) {
        if (takers.isEmpty() || takers.contains(from)) {
            throw DomainException.invalid("takers", "handover.takers_missing");
        }
        long working = staff.byIds(takers).values().stream()
                .filter(StaffMember::active)
                .count();
        if (working < new HashSet<>(takers).size()) {
            throw DomainException.invalid("takers", "handover.taker_gone");
        }
    }

    private void requireOneOfTheTakers(long id, @Nullable Long to) {
        if (to != null && !draft.takers(id).contains(new StaffId(to))) {
            throw DomainException.invalid("to", "handover.no_taker");
        }
    }

    private Subject subject(Handover handover) {
        return subject(handover, giver(handover.from()));
    }

    private static Subject subject(Handover handover, StaffMember from) {
        return Subject.of("handover", handover.id(), from.name());
    }

    private static Size size(StaffMember from, int customers, List<String> chats, Set<StaffId> takers) {
        return new Size(
                from.id().value(),
                customers,
                chats.size(),
                takers.stream().map(StaffId::value).sorted().toList());
    }
}
