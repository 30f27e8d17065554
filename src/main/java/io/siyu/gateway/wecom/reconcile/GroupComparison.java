package io.siyu.gateway.wecom.reconcile;

import io.siyu.gateway.wecom.GroupChats;
import io.siyu.gateway.wecom.GroupChats.GroupChat;
import io.siyu.gateway.wecom.GroupChats.Listed;
import io.siyu.gateway.wecom.KnownGroups;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.reconcile.LostCallbacks.LostGroup;
import io.siyu.gateway.wecom.reconcile.Runs.Claimed;
import io.siyu.gateway.wecom.reconcile.Runs.GroupStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The groups as WeChat Work tells them, one after the other, beside those we know. */
@Component
class GroupComparison {

    /** News of the last minute may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(GroupComparison.class);

    private static final int OWNERS_TOGETHER = 100;
    /** A hundred, ten, one. */
    private static final int FEWER = 10;

    private static final int ASKED_TOGETHER = 10;

    private final GroupChats platform;
    private final GroupRuns runs;
    private final LostCallbacks lost;
    private final List<KnownGroups> known;

    GroupComparison(GroupChats platform, GroupRuns runs, LostCallbacks lost, List<KnownGroups> known) {
        this.platform = platform;
        this.runs = runs;
        this.lost = lost;
        this.known = List.copyOf(known);
    }

    /** Asks for the next piece. What it returns runs in a transaction; empty when all groups are compared, or nobody knows any. */
    Optional<Runnable> next(Claimed run) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return switch (run.groupStage()) {
            case LISTING -> Optional.of(list(run));
            case BY_OWNERS -> Optional.of(byOwners(run));
            case COMPARING -> compare(run);
        };
    }

    private Runnable list(Claimed run) {
        try {
            GroupChats.ListPage page = platform.page(List.of(), run.groupPage());
            return () -> {
                runs.listed(run, ids(page.groups()));
                if (page.next() != null && !page.next().equals(run.groupPage())) {
                    runs.stand(run, GroupStage.LISTING, page.next());
                } else {
                    allListed(run);
                }
            };
        } catch (WeComException e) {
            if (e.kind() != WeComException.Kind.REFUSED) {
                throw e;
            }
            return refused(run, e);
        }
    }

    /** Too many owners, or a forgotten page: by owners, whose pages are few. Else there is nothing to be had. */
    private Runnable refused(Claimed run, WeComException e) {
        boolean byOwners = e.code() == GroupChats.TOO_MANY_OWNERS || run.groupPage() != null;
        return byOwners ? () -> runs.stand(run, GroupStage.BY_OWNERS, null) : () -> runs.impossible(run, e.word());
    }

    private Runnable byOwners(Claimed run) {
        List<String> owners = runs.owners(run, OWNERS_TOGETHER);
        return owners.isEmpty() ? () -> allListed(run) : byOwners(run, owners);
    }

    /** One who is refused, out of our sight maybe, is passed over; to find them, fewer are asked for. */
    private Runnable byOwners(Claimed run, List<String> owners) {
        try {
            List<String> chats = ids(platform.list(owners));
            return () -> {
                runs.listed(run, chats);
                runs.stand(run, GroupStage.BY_OWNERS, owners.getLast());
            };
        } catch (WeComException e) {
            if (e.kind() != WeComException.Kind.REFUSED) {
                throw e;
            }
            if (owners.size() > 1) {
                return byOwners(run, owners.subList(0, Math.ceilDiv(owners.size(), FEWER)));
            }
            log.info("The groups of {} are not compared: {}", owners.getFirst(), e.word());
            return () -> {
                runs.problem(run, e.word());
                runs.stand(run, GroupStage.BY_OWNERS, owners.getLast());
            };
        }
    }

    /** Those that we know are asked for too: what is not listed may be gone. */
    private void allListed(Claimed run) {
        Instant before = run.startedAt().minus(ON_ITS_WAY);
        known.forEach(one -> runs.listed(run, one.living(before)));
        runs.stand(run, GroupStage.COMPARING, null);
    }

    private Optional<Runnable> compare(Claimed run) {
        List<String> chats = runs.next(run, ASKED_TOGETHER);
        if (chats.isEmpty()) {
            return Optional.empty();
        }
        List<LostGroup> missed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String chat : chats) {
            try {
                missed(run, chat).ifPresent(missed::add);
            } catch (WeComException e) {
                if (e.kind() != WeComException.Kind.REFUSED) {
                    throw e;
                }
                log.info("The group {} is not compared: {}", chat, e.word());
                problems.add(e.word());
            }
        }
        return Optional.of(() -> {
            lost.writeGroups(run.id(), missed);
            problems.forEach(problem -> runs.problem(run, problem));
            runs.compared(run, chats);
        });
    }

    private Optional<LostGroup> missed(Claimed run, String chatId) {
        Optional<GroupChat> told = platform.get(chatId);
        if (told.isEmpty()) {
            boolean believed =
                    known.stream().anyMatch(one -> one.living(run.startedAt()).contains(chatId));
            return believed ? Optional.of(LostGroup.gone(chatId)) : Optional.empty();
        }
        boolean young = told.get().createdAt().isAfter(run.startedAt().minus(ON_ITS_WAY));
        return young
                ? Optional.empty()
                : known.stream()
                        .map(one -> differing(one, told.get()))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<LostGroup> differing(KnownGroups known, GroupChat told) {
        return switch (known.standing(told)) {
            case UNKNOWN -> Optional.of(LostGroup.of(Kind.GROUP_CREATED, told));
            case OTHER -> Optional.of(LostGroup.of(Kind.GROUP_CHANGED, told));
            case SAME, BEING_READ -> Optional.empty();
        };
    }

    private static List<String> ids(List<Listed> groups) {
        return groups.stream().map(Listed::chatId).toList();
    }
}
